// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/changed_sample.h"

#include <functional>
#include <utility>

#include "engine/base/check.h"
#include "engine/data/data_name.h"

namespace pellucid::engine {
namespace {

std::vector<DataChanges::Step> stepsOf(const Dataset& data) {
  const auto changes = parseDataChanges(dataNameParts(data.name).changes);
  return changes ? changes->steps : std::vector<DataChanges::Step>();
}

bool changesPixels(const DataChanges::Step& step) {
  return step.change == DataChange::Invert || step.change == DataChange::Rotate90 ||
         step.change == DataChange::Transpose || step.change == DataChange::Noise ||
         step.change == DataChange::Permute;
}

}  // namespace

std::vector<DataChanges::Step> pixelChanges(const Dataset& data) {
  auto steps = stepsOf(data);
  std::erase_if(steps, std::not_fn(changesPixels));
  return steps;
}

Shape shapeBeforeChanges(const Dataset& data) {
  Shape shape = data.shape;
  for (const auto& [change, amount] : pixelChanges(data))
    if (change == DataChange::Rotate90 || change == DataChange::Transpose)
      std::swap(shape.height, shape.width);
  return shape;
}

Result<Vector> changedAs(const Dataset& data, const Vector& sample) {
  check(sample.size() == data.inputs(), "changedAs: the sample is not of the data's size");
  if (pixelChanges(data).empty()) return sample;
  Dataset one;
  one.shape = shapeBeforeChanges(data);
  one.classNames = {"picture"};
  one.train.numbers = sample;
  one.train.labels = {0};
  // All steps, because the random numbers of one depend on how many precede it.
  const auto done = changed(std::move(one), {.classes = {}, .steps = stepsOf(data)});
  if (!done) return done.error();
  return Vector(done->train.numbers.col(0));
}

}  // namespace pellucid::engine
