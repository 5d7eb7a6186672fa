// SPDX-License-Identifier: GPL-3.0-or-later
// The effect of a brush on painted points, which are added, moved, jittered or erased. Positions are in the
// units of the plane, ±6. Random numbers follow from the samples alone, so the same stroke on the same points
// gives the same points. Pure functions, any thread.
#pragma once

#include <vector>

#include "engine/data/formula.h"
#include "engine/data/own_samples.h"

namespace pellucid::engine {

struct SheetPlace {
  double x = 0;
  double y = 0;
};

/// The target of new points: their class, or their height in thousandths.
struct PaintedAnswer {
  std::uint8_t label = 0;
  int height = 0;
};

/// The numbers of samples.
using SampleNumbers = std::vector<std::uint32_t>;

SheetPlace placeOf(const PaintedPoint& point);

/// Adds a point as near to `at` as the sheet allows. False where the limit is reached.
bool putPoint(OwnSamples& own, SheetPlace at, PaintedAnswer answer);
/// Adds `count` points, evenly distributed in a disc. Returns how many there was room for.
std::size_t sprayPoints(OwnSamples& own, SheetPlace at, double radius, std::size_t count,
                        PaintedAnswer answer);
/// Those in a disc, in order of number.
SampleNumbers pointsWithin(const OwnSamples& own, SheetPlace at, double radius);
/// Those in a rectangle with these corners, in order of number.
SampleNumbers pointsBetween(const OwnSamples& own, SheetPlace corner, SheetPlace opposite);
/// `chosen` is in order of number.
void erasePoints(OwnSamples& own, const SampleNumbers& chosen);
/// Moves all by the same distance, which is shortened where one of them would leave the sheet.
void movePoints(OwnSamples& own, const SampleNumbers& chosen, SheetPlace by);
/// Moves each by its own distance, at most `most` along x and along y.
void jitterPoints(OwnSamples& own, const SampleNumbers& chosen, double most);
/// Adds `count` points all over the sheet. For Points, class 1 where y > f(x), otherwise class 0; for
/// Heights, the value of the formula, limited to ±1, and 0 where it is NaN. Returns how many there was room
/// for.
std::size_t fillBy(OwnSamples& own, const Formula& formula, std::size_t count);

/// For drawn signs.
void eraseDrawings(OwnSamples& own, const SampleNumbers& chosen);

}  // namespace pellucid::engine
