// SPDX-License-Identifier: GPL-3.0-or-later
// What a brush does to painted points: one after the other is put, moved, shaken or erased. Places are in the
// units of the plane, ±6. Chance follows from the samples alone, so the same stroke on the same points gives
// the same points. Pure functions, any thread.
#pragma once

#include <vector>

#include "engine/data/formula.h"
#include "engine/data/own_samples.h"

namespace pellucid::engine {

struct SheetPlace {
  double x = 0;
  double y = 0;
};

/// What new points are to be answered: their class, or their height in thousandths.
struct PaintedAnswer {
  std::uint8_t label = 0;
  int height = 0;
};

/// The numbers of samples.
using SampleNumbers = std::vector<std::uint32_t>;

SheetPlace placeOf(const PaintedPoint& point);

/// One more point, as near to `at` as the sheet reaches. False where there are as many as there can be.
bool putPoint(OwnSamples& own, SheetPlace at, PaintedAnswer answer);
/// `count` more, evenly in a disc. Returns how many there was room for.
std::size_t sprayPoints(OwnSamples& own, SheetPlace at, double radius, std::size_t count,
                        PaintedAnswer answer);
/// Those in a disc, by number.
SampleNumbers pointsWithin(const OwnSamples& own, SheetPlace at, double radius);
/// Those in a rectangle with these corners, by number.
SampleNumbers pointsBetween(const OwnSamples& own, SheetPlace corner, SheetPlace opposite);
/// `chosen` is by number.
void erasePoints(OwnSamples& own, const SampleNumbers& chosen);
/// All by the same way, which is shorter where one of them would leave the sheet.
void movePoints(OwnSamples& own, const SampleNumbers& chosen, SheetPlace by);
/// Each by a way of its own, at most `most` along x and along y.
void jitterPoints(OwnSamples& own, const SampleNumbers& chosen, double most);
/// `count` points all over the sheet. Of Points, class 1 where y > f(x), else class 0; of Heights, the value
/// of the formula, cut off at ±1 and 0 where it is no number. Returns how many there was room for.
std::size_t fillBy(OwnSamples& own, const Formula& formula, std::size_t count);

/// Of drawn signs.
void eraseDrawings(OwnSamples& own, const SampleNumbers& chosen);

}  // namespace pellucid::engine
