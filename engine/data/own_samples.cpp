// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/own_samples.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/random.h"
#include "engine/data/data_name.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kPartStream = "own-part";

std::vector<std::uint8_t> allColours(const OwnSamples& own) {
  std::vector<std::uint8_t> colours;
  for (std::size_t label = 0; label < own.classes.size(); ++label)
    colours.push_back(static_cast<std::uint8_t>(colourOf(own.colours, label)));
  return colours;
}

template <class Sample>
Result<void> validateNumbers(const std::vector<Sample>& samples, std::uint32_t next) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::uint32_t number = samples[i].number;
    if (number >= next || (i > 0 && number <= samples[i - 1].number))
      return Error{message("sample {} has the number {}; numbers rise, and are below {}", i, number, next)};
  }
  return {};
}

Result<void> validateClasses(const OwnSamples& own) {
  if (own.kind == OwnKind::Heights)
    return own.classes.empty() && own.colours.empty()
               ? Result<void>()
               : Error{message("there are {} classes; points with heights have none",
                               std::max(own.classes.size(), own.colours.size()))};
  if (own.classes.size() < 2 || own.classes.size() > own.mostClasses())
    return Error{
        message("there are {} classes; there must be from 2 to {}", own.classes.size(), own.mostClasses())};
  for (std::size_t i = 0; i < own.classes.size(); ++i) {
    const std::string& name = own.classes[i];
    if (name.empty() || name.size() > kMostClassNameBytes)
      return Error{message("the name of class {} has {} bytes; it must have from 1 to {}", i + 1, name.size(),
                           kMostClassNameBytes)};
    if (std::find(own.classes.begin(), own.classes.begin() + static_cast<std::ptrdiff_t>(i), name) !=
        own.classes.begin() + static_cast<std::ptrdiff_t>(i))
      return Error{message("two classes are called \"{}\"", name)};
  }
  if (!own.colours.empty() && own.colours.size() != own.classes.size())
    return Error{message("there are {} colours for {} classes", own.colours.size(), own.classes.size())};
  for (std::size_t i = 0; i < own.colours.size(); ++i)
    if (own.colours[i] >= kClassColours)
      return Error{message("class {} has the colour {}; colours are from 0 to {}", i + 1,
                           static_cast<int>(own.colours[i]), kClassColours - 1)};
  return {};
}

Result<void> validatePoint(const PaintedPoint& point, const OwnSamples& own) {
  if (std::abs(point.x) > kPaintedReach || std::abs(point.y) > kPaintedReach)
    return Error{message("the point with the number {} lies at {}, {}, which is outside ±{}", point.number,
                         point.x, point.y, kPaintedReach)};
  const bool isOfClass = own.kind == OwnKind::Points && point.label < own.classes.size() && point.height == 0;
  const bool isHigh =
      own.kind == OwnKind::Heights && point.label == 0 && std::abs(point.height) <= kMostHeight;
  if (!isOfClass && !isHigh)
    return Error{
        message("the point with the number {} has the class {} and the height {}, which it cannot "
                "have",
                point.number, point.label, point.height)};
  return {};
}

enum class OwnPart { Train, Validation, Test };

/// According to the shares and the seed in the options.
OwnPart partOf(std::uint32_t number, const DataOptions& options) {
  constexpr std::uint32_t kAlwaysTrained = 2;
  if (number < kAlwaysTrained) return OwnPart::Train;
  const double lot = Random(options.seed, kPartStream, number).uniform();
  if (lot < options.test) return OwnPart::Test;
  const bool isSetAside = lot < options.test + (1 - options.test) * options.validation;
  return isSetAside ? OwnPart::Validation : OwnPart::Train;
}

/// Fills one part with its samples.
class PartMaker {
 public:
  PartMaker(const OwnSamples& own, const DataOptions& options) : m_own(own), m_options(options) {
    for (const Drawing& drawing : own.drawings) noteFirst(drawing.label, drawing.number);
    if (own.kind == OwnKind::Points)
      for (const PaintedPoint& point : own.points) noteFirst(point.label, point.number);
    std::ranges::sort(m_firsts);
  }

  Split make(OwnPart part) const {
    Split split;
    if (m_own.kind == OwnKind::Drawings) {
      for (const Drawing& drawing : m_own.drawings) {
        if (partHere(drawing.number) != part) continue;
        split.pixels.insert(split.pixels.end(), drawing.ink->begin(), drawing.ink->end());
        split.labels.push_back(drawing.label);
      }
      return split;
    }
    std::vector<const PaintedPoint*> chosen;
    for (const PaintedPoint& point : m_own.points)
      if (partHere(point.number) == part) chosen.push_back(&point);
    const auto count = static_cast<Index>(chosen.size());
    split.numbers.resize(2, count);
    if (m_own.kind == OwnKind::Heights) split.targets.resize(1, count);
    for (Index i = 0; i < count; ++i) {
      const PaintedPoint& point = *chosen[static_cast<std::size_t>(i)];
      split.numbers.col(i) << inUnits(point.x), inUnits(point.y);
      if (m_own.kind == OwnKind::Heights)
        split.targets(0, i) = inUnits(point.height);
      else
        split.labels.push_back(point.label);
    }
    return split;
  }

 private:
  void noteFirst(std::uint8_t label, std::uint32_t number) {
    if (!m_hasFirst[label]) m_firsts.push_back(number);
    m_hasFirst[label] = true;
  }

  OwnPart partHere(std::uint32_t number) const {
    return std::ranges::binary_search(m_firsts, number) ? OwnPart::Train : partOf(number, m_options);
  }

  static Scalar inUnits(int thousandths) {
    return static_cast<Scalar>(thousandths) / static_cast<Scalar>(kThousandths);
  }

  const OwnSamples& m_own;
  const DataOptions& m_options;
  std::array<bool, 256> m_hasFirst = {};  ///< for each possible label
  std::vector<std::uint32_t> m_firsts;    ///< the first sample of each class, by number
};

Message readingOf(const Dataset& dataset, const OwnSamples& own, bool isTested) {
  const auto size = static_cast<Index>(own.size());
  const Message what = own.kind == OwnKind::Drawings
                           ? counted(size, "{} drawing of your own, in {} classes.",
                                     "{} drawings of your own, in {} classes.", size, own.classes.size())
                       : own.kind == OwnKind::Points
                           ? counted(size, "{} point that you painted, in {} classes.",
                                     "{} points that you painted, in {} classes.", size, own.classes.size())
                           : counted(size, "{} point that you painted, with a height to be predicted.",
                                     "{} points that you painted, with heights to be predicted.", size);
  const Index setAside = dataset.validation.size();
  if (!isTested && setAside > 0)
    return followed(what, message("{} are for training and {} for validation. None of them is for testing "
                                  "yet, so the test asks about those for training.",
                                  dataset.train.size(), setAside));
  if (setAside > 0)
    return followed(what, message("{} are for training, {} for validation and {} for testing, and each keeps "
                                  "its part when others are added.",
                                  dataset.train.size(), setAside, dataset.test.size()));
  if (!isTested)
    return followed(what, message("None of them is for testing yet, so all are for training, and the test "
                                  "asks about the same ones."));
  return followed(what, message("{} are for training and {} for testing, and each keeps its part when others "
                                "are added.",
                                dataset.train.size(), dataset.test.size()));
}

}  // namespace

std::size_t colourOf(const std::vector<std::uint8_t>& colours, std::size_t label) {
  return label < colours.size() ? colours[label] : label % kClassColours;
}

const std::vector<std::uint8_t>& chosenColours(const Dataset& dataset) {
  static const std::vector<std::uint8_t> kNone;
  return dataset.own ? dataset.own->colours : kNone;
}

void setColour(OwnSamples& own, std::size_t label, std::size_t colour) {
  auto colours = allColours(own);
  const auto chosen = static_cast<std::uint8_t>(colour);
  const auto other = std::ranges::find(colours, chosen);
  if (other != colours.end()) *other = colours[label];
  colours[label] = chosen;
  own.colours.clear();
  if (colours != allColours(own)) own.colours = std::move(colours);
}

void appendClass(OwnSamples& own, std::string name) {
  own.classes.push_back(std::move(name));
  if (own.colours.empty()) return;
  std::uint8_t colour = 0;
  while (colour < kClassColours && std::ranges::find(own.colours, colour) != own.colours.end()) ++colour;
  own.colours.push_back(
      colour < kClassColours ? colour : static_cast<std::uint8_t>(own.colours.size() % kClassColours));
}

Result<void> validate(const OwnSamples& own) {
  if (auto valid = validateClasses(own); !valid) return valid;
  const bool isDrawn = own.kind == OwnKind::Drawings;
  if (isDrawn ? !own.points.empty() : !own.drawings.empty())
    return Error{message("there are points as well as drawings; there can be only one of them")};
  if (own.size() > own.most())
    return Error{message("there are {} samples; there can be at most {}", own.size(), own.most())};
  if (auto valid = isDrawn ? validateNumbers(own.drawings, own.next) : validateNumbers(own.points, own.next);
      !valid)
    return valid;
  for (const PaintedPoint& point : own.points)
    if (auto valid = validatePoint(point, own); !valid) return valid;
  for (const Drawing& drawing : own.drawings)
    if (drawing.label >= own.classes.size() || !drawing.ink)
      return Error{message("the drawing with the number {} is of class {}; there are {} classes",
                           drawing.number, drawing.label, own.classes.size())};
  return {};
}

bool areAlike(const OwnSamplesPtr& before, const OwnSamplesPtr& after) {
  return before && after && before->kind == after->kind && before->classes.size() == after->classes.size();
}

bool areNamedAlike(const OwnSamplesPtr& a, const OwnSamplesPtr& b) {
  if (!a || !b) return a == b;
  return a == b || (a->classes == b->classes && a->colours == b->colours);
}

OwnSamplesPtr withNamesOf(const OwnSamplesPtr& names, const OwnSamplesPtr& samples) {
  if (!areAlike(names, samples)) return samples;
  OwnSamples named = *samples;
  named.classes = names->classes;
  named.colours = names->colours;
  return std::make_shared<const OwnSamples>(std::move(named));
}

bool areAlikeSets(const DatasetPtr& before, const DatasetPtr& after) {
  return before && after && before->name == after->name && areAlike(before->own, after->own);
}

bool areEqual(const OwnSamplesPtr& before, const OwnSamplesPtr& after) {
  return before == after || (before && after && *before == *after);
}

Result<Dataset> makeOwnSet(const OwnSamplesPtr& own, const DataOptions& options) {
  if (!own)
    return Error{
        message("There are no samples of your own here: they lie in the project that they were "
                "made in. Open it, or paint and draw others.")};
  const PartMaker parts(*own, options);
  Dataset dataset{.name = ownName(own->kind),
                  .shape = flatShape(2),
                  .classNames = own->classes,
                  .train = parts.make(OwnPart::Train),
                  .test = parts.make(OwnPart::Test),
                  .validation = parts.make(OwnPart::Validation),
                  .own = own};
  if (own->kind == OwnKind::Drawings) {
    dataset.shape = {.channels = 1, .height = kInkSide, .width = kInkSide};
  } else {
    dataset.inputNames = {"x", "y"};
  }
  if (own->kind == OwnKind::Heights) dataset.targetNames = {"height"};
  const bool isTested = dataset.test.size() > 0;
  if (!isTested) dataset.test = dataset.train;
  if (dataset.train.size() == 0)
    return Error{
        message("None of the {} samples is for training. Add more, or make the share for testing smaller.",
                own->size())};
  dataset.checksum = checksum(dataset.train, dataset.test);
  dataset.reading = readingOf(dataset, *own, isTested);
  return dataset;
}

}  // namespace pellucid::engine
