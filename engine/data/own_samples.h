// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of the user's own: points that were painted into a plane, and signs that were drawn. They lie in
// the project, so they are a value: small, comparable, and shared by whoever keeps a state of it. Each sample
// has a number that is never given twice, and its part (training or test) follows from that number, so it
// keeps its part whatever is added; but the first of each class is for training always, because what a
// network has never seen it cannot know. Pure functions, any thread.
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
  Points,    ///< of a plane, each of a class
  Heights,   ///< of a plane, each with a number
  Drawings,  ///< images, each of a class
};
template <>
inline constexpr std::array kEnumNames<OwnKind> = {
    EnumName<OwnKind>{OwnKind::Points, "points"},
    EnumName<OwnKind>{OwnKind::Heights, "heights"},
    EnumName<OwnKind>{OwnKind::Drawings, "drawings"},
};

/// Places and heights are whole thousandths, so that a file gives back exactly what was painted.
inline constexpr int kThousandths = 1000;
inline constexpr int kPaintedReach = 6 * kThousandths;  ///< of x and y, to both sides of 0
inline constexpr double kSheetReach = static_cast<double>(kPaintedReach) / kThousandths;
inline constexpr int kMostHeight = kThousandths;  ///< likewise of a height
inline constexpr std::size_t kMostPainted = 2000;
inline constexpr std::size_t kMostDrawn = 2000;
inline constexpr std::size_t kMostPaintedClasses = 8;  ///< as many colours can be told apart
inline constexpr std::size_t kMostDrawnClasses = 36;   ///< all digits and letters
inline constexpr std::size_t kMostClassNameBytes = 60;
inline constexpr std::size_t kClassColours = 10;  ///< among which a class can have its own

inline constexpr Index kInkSide = 28;  ///< as MNIST's images
using Ink = std::array<std::uint8_t, static_cast<std::size_t>(kInkSide* kInkSide)>;

struct PaintedPoint {
  std::uint32_t number = 0;
  int x = 0;
  int y = 0;
  int height = 0;          ///< of Heights; else 0
  std::uint8_t label = 0;  ///< of Points; else 0
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
  std::vector<std::string> classes = {};  ///< their names; none of Heights
  /// Which of the window's colours each class has, below kClassColours; empty where they are in their order.
  std::vector<std::uint8_t> colours = {};
  std::vector<PaintedPoint> points = {};  ///< by number
  std::vector<Drawing> drawings = {};     ///< likewise
  std::uint32_t next = 0;                 ///< the number of the next sample

  std::size_t size() const { return kind == OwnKind::Drawings ? drawings.size() : points.size(); }
  std::size_t most() const { return kind == OwnKind::Drawings ? kMostDrawn : kMostPainted; }
  std::size_t mostClasses() const {
    return kind == OwnKind::Drawings ? kMostDrawnClasses : kMostPaintedClasses;
  }
  friend bool operator==(const OwnSamples&, const OwnSamples&) = default;
};
using OwnSamplesPtr = std::shared_ptr<const OwnSamples>;

/// What a data set of them is called; options and changes may follow.
inline constexpr std::string_view kPainted = "painted";
inline constexpr std::string_view kDrawn = "drawn";
inline bool isOwnName(std::string_view base) {
  return base == kPainted || base == kDrawn;
}
inline std::string ownName(OwnKind kind) {
  return std::string(kind == OwnKind::Drawings ? kDrawn : kPainted);
}

/// Which of the colours a class has; in the order of the classes they begin anew after the last.
std::size_t colourOf(const std::vector<std::uint8_t>& colours, std::size_t label);
/// Those that were chosen for the classes of a data set, as OwnSamples has them.
const std::vector<std::uint8_t>& chosenColours(const Dataset& dataset);
/// Class `label` has this colour now, and the class that had it takes the one that is free.
void setColour(OwnSamples& own, std::size_t label, std::size_t colour);
/// One class more, with a colour that none has yet where the others' have been chosen.
void appendClass(OwnSamples& own, std::string name);

/// Every number in its range, and none given twice. The error names the sample.
Result<void> validate(const OwnSamples& own);

/// Whether a run can go on with `after` in place of `before`: both are there, of one kind, with as many
/// classes.
bool areAlike(const OwnSamplesPtr& before, const OwnSamplesPtr& after);
/// Whether they call and colour their classes alike; both of none do.
bool areNamedAlike(const OwnSamplesPtr& a, const OwnSamplesPtr& b);
/// `samples` with the names and colours of another set's classes, where they are alike; else as they are.
OwnSamplesPtr withNamesOf(const OwnSamplesPtr& names, const OwnSamplesPtr& samples);
/// Whether two data sets have one name, and samples of the user's own that are alike.
bool areAlikeSets(const std::shared_ptr<const Dataset>& before, const std::shared_ptr<const Dataset>& after);
/// Whether they are the same, or both are missing.
bool areEqual(const OwnSamplesPtr& before, const OwnSamplesPtr& after);

/// The data set that they are, by the options test, validation and seed. Which part a sample is of is drawn
/// by its number, so that it keeps it whatever becomes of the others. But those numbered
/// 0 and 1, and the first of each class, are for training, so that there is something to learn. Where no
/// sample is for testing, all are for training and for testing alike; without samples for training it is
/// refused.
Result<Dataset> makeOwnSet(const OwnSamplesPtr& own, const DataOptions& options);

}  // namespace pellucid::engine
