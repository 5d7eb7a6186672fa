// SPDX-License-Identifier: GPL-3.0-or-later
// The user's own samples: points painted in a plane, and signs that were drawn. They are stored in the
// project, so they are a value: small, comparable, and shared by all states that contain it. Each sample has
// a number that is never reused, and its part (training or test) follows from that number, so it keeps its
// part whatever is added; except that the first of each class is always for training, because a network
// cannot know a class that it has never seen. Pure functions, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"
#include "engine/base/result.h"

namespace pellucid::engine {

struct DataOptions;
struct Dataset;

enum class OwnKind {
  Points,    ///< in a plane, each with a class
  Heights,   ///< in a plane, each with a number
  Drawings,  ///< images, each with a class
};
template <>
inline constexpr std::array kEnumNames<OwnKind> = {
    EnumName<OwnKind>{OwnKind::Points, "points"},
    EnumName<OwnKind>{OwnKind::Heights, "heights"},
    EnumName<OwnKind>{OwnKind::Drawings, "drawings"},
};

/// Positions and heights are whole thousandths, so that a file restores exactly what was painted.
inline constexpr int kThousandths = 1000;
inline constexpr int kPaintedReach = 6 * kThousandths;  ///< limit for |x| and |y|
inline constexpr double kSheetReach = static_cast<double>(kPaintedReach) / kThousandths;
inline constexpr int kMostHeight = kThousandths;  ///< limit for |height|
inline constexpr std::size_t kMostPainted = 2000;
inline constexpr std::size_t kMostDrawn = 2000;
inline constexpr std::size_t kMostPaintedClasses = 8;  ///< as many colours as can be distinguished
inline constexpr std::size_t kMostDrawnClasses = 36;   ///< all digits and letters
inline constexpr std::size_t kMostClassNameBytes = 60;
inline constexpr std::size_t kClassColours = 10;  ///< from which a class can choose its own

inline constexpr Index kInkSide = 28;  ///< like MNIST's images
using Ink = std::array<std::uint8_t, static_cast<std::size_t>(kInkSide* kInkSide)>;

struct PaintedPoint {
  std::uint32_t number = 0;
  int x = 0;
  int y = 0;
  int height = 0;          ///< for Heights; otherwise 0
  std::uint8_t label = 0;  ///< for Points; otherwise 0
  friend bool operator==(const PaintedPoint&, const PaintedPoint&) = default;
};

struct Drawing {
  std::uint32_t number = 0;
  std::uint8_t label = 0;
  std::shared_ptr<const Ink> ink;  ///< never null; 0 is paper, 255 ink, row by row
  friend bool operator==(const Drawing& a, const Drawing& b) {
    return a.number == b.number && a.label == b.label && (a.ink == b.ink || *a.ink == *b.ink);
  }
};

struct OwnSamples {
  OwnKind kind = OwnKind::Points;
  std::vector<std::string> classes = {};  ///< their names; empty for Heights
  /// The index of each class's colour in the window's palette, below kClassColours; empty for the default
  /// order.
  std::vector<std::uint8_t> colours = {};
  std::vector<PaintedPoint> points = {};  ///< by number
  std::vector<Drawing> drawings = {};     ///< likewise
  std::uint32_t next = 0;                 ///< number of the next sample

  std::size_t size() const { return kind == OwnKind::Drawings ? drawings.size() : points.size(); }
  std::size_t most() const { return kind == OwnKind::Drawings ? kMostDrawn : kMostPainted; }
  std::size_t mostClasses() const {
    return kind == OwnKind::Drawings ? kMostDrawnClasses : kMostPaintedClasses;
  }
  friend bool operator==(const OwnSamples&, const OwnSamples&) = default;
};
using OwnSamplesPtr = std::shared_ptr<const OwnSamples>;

/// The name of a data set of them; options and changes can follow.
inline constexpr std::string_view kPainted = "painted";
inline constexpr std::string_view kDrawn = "drawn";
inline bool isOwnName(std::string_view base) {
  return base == kPainted || base == kDrawn;
}
inline std::string ownName(OwnKind kind) {
  return std::string(kind == OwnKind::Drawings ? kDrawn : kPainted);
}

/// The index of a class's colour; by default in the order of the classes, starting again after the last.
std::size_t colourOf(const std::vector<std::uint8_t>& colours, std::size_t label);
/// The colours chosen for the classes of a data set, as in OwnSamples.
const std::vector<std::uint8_t>& chosenColours(const Dataset& dataset);
/// Gives class `label` this colour; the class that had it gets the free one.
void setColour(OwnSamples& own, std::size_t label, std::size_t colour);
/// Adds a class, with an unused colour where colours have been chosen.
void appendClass(OwnSamples& own, std::string name);

/// Checks that every number is in its range, and none is used twice. The error names the sample.
Result<void> validate(const OwnSamples& own);

/// Whether a run can continue with `after` in place of `before`: both exist and are of the same kind, with
/// the same number of classes.
bool areAlike(const OwnSamplesPtr& before, const OwnSamplesPtr& after);
/// Whether the names and colours of their classes are equal; true where both are null.
bool areNamedAlike(const OwnSamplesPtr& a, const OwnSamplesPtr& b);
/// `samples` with the names and colours of another set's classes, if these are alike; otherwise unchanged.
OwnSamplesPtr withNamesOf(const OwnSamplesPtr& names, const OwnSamplesPtr& samples);
/// Whether two data sets have the same name, and own samples that are alike.
bool areAlikeSets(const std::shared_ptr<const Dataset>& before, const std::shared_ptr<const Dataset>& after);
/// Whether they are equal, or both are null.
bool areEqual(const OwnSamplesPtr& before, const OwnSamplesPtr& after);

/// The data set made from them, with the options test, validation and seed. A sample's part is drawn by its
/// number, so that it does not depend on the others. But numbers 0 and 1, and the first of each class, are
/// for training, so that there is something to learn. Without test samples, all are used for both training
/// and testing; without training samples it is refused.
Result<Dataset> makeOwnSet(const OwnSamplesPtr& own, const DataOptions& options);

}  // namespace pellucid::engine
