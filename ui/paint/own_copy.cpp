// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/own_copy.h"

#include <algorithm>
#include <cmath>

#include "engine/base/shortened.h"
#include "engine/data/own_strokes.h"

namespace pellucid::ui {
namespace {

constexpr double kSheet = static_cast<double>(engine::kPaintedReach) / engine::kThousandths;

bool isOnSheet(const engine::Split& split) {
  return split.numbers.size() == 0 || static_cast<double>(split.numbers.cwiseAbs().maxCoeff()) <= kSheet;
}

/// Shortened to the limit for names, but still distinct.
std::vector<std::string> fittingNames(const std::vector<std::string>& names) {
  constexpr std::size_t kRoom = 10;  // for … and a number
  std::vector<std::string> fitting;
  const auto isTaken = [&](const std::string& name) {
    return std::ranges::find(fitting, name) != fitting.end() || std::ranges::find(names, name) != names.end();
  };
  for (const std::string& name : names) {
    if (name.size() <= engine::kMostClassNameBytes) {
      fitting.push_back(name);
      continue;
    }
    const std::string beginning = engine::shortened(name, engine::kMostClassNameBytes - kRoom);
    std::string shorter = beginning;
    for (int number = 2; isTaken(shorter); ++number) shorter = beginning + ' ' + std::to_string(number);
    fitting.push_back(std::move(shorter));
  }
  return fitting;
}

}  // namespace

bool canBeCopied(const engine::Dataset& dataset) {
  if (dataset.own || dataset.shape.isImage() || dataset.inputs() != 2 || !dataset.made.empty() ||
      !dataset.scaling.isEmpty())
    return false;
  const auto count = dataset.train.size() + dataset.validation.size() + dataset.test.size();
  const bool areFew = count > 0 && count <= static_cast<engine::Index>(engine::kMostPainted);
  const auto isFitting = [&](const engine::Split& split) {
    return isOnSheet(split) &&
           (dataset.hasClasses() ||
            (split.targets.rows() <= 1 &&
             (split.targets.size() == 0 || split.targets.cwiseAbs().maxCoeff() <= engine::Scalar(1))));
  };
  const bool hasClasses =
      dataset.classes() >= 2 && dataset.classes() <= static_cast<engine::Index>(engine::kMostPaintedClasses);
  return areFew && (hasClasses || !dataset.hasClasses()) && isFitting(dataset.train) &&
         isFitting(dataset.validation) && isFitting(dataset.test);
}

engine::Result<engine::OwnSamples> ownCopyOf(const engine::Dataset& dataset) {
  if (!canBeCopied(dataset))
    return engine::Error{engine::message(
        "{} is not made of at most {} points of a plane between -6 and 6: it cannot be painted on.",
        dataset.name, engine::kMostPainted)};
  engine::OwnSamples own;
  own.kind = dataset.hasClasses() ? engine::OwnKind::Points : engine::OwnKind::Heights;
  own.classes = fittingNames(dataset.classNames);
  const bool isTable = engine::testsOnTraining(dataset);  // its samples are there twice
  for (const engine::Split* split : {&dataset.train, &dataset.validation, &dataset.test}) {
    if (isTable && split == &dataset.test) continue;
    for (engine::Index i = 0; i < split->size(); ++i) {
      engine::PaintedAnswer answer;
      if (dataset.hasClasses())
        answer.label = split->labels[static_cast<std::size_t>(i)];
      else
        answer.height =
            static_cast<int>(std::lround(static_cast<double>(split->targets(0, i)) * engine::kMostHeight));
      engine::putPoint(
          own,
          {.x = static_cast<double>(split->numbers(0, i)), .y = static_cast<double>(split->numbers(1, i))},
          answer);
    }
  }
  return own;
}

}  // namespace pellucid::ui
