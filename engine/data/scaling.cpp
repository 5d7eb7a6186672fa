// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/scaling.h"

#include <cmath>

#include "engine/base/check.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {
namespace {

/// `groups` entries, each over all samples and its values. `value(i, n)` is value i of sample n.
template <class Value>
Standard standardOf(Index values, Index samples, Index groups, Value value) {
  Standard standard{.mean = Vector(groups), .deviation = Vector(groups)};
  const Index each = values / groups;
  const auto count = static_cast<double>(each * samples);
  for (Index group = 0; group < groups; ++group) {
    const auto sumOver = [&](auto term) {
      double sum = 0;
      for (Index n = 0; n < samples; ++n)
        for (Index i = group * each; i < (group + 1) * each; ++i)
          sum += term(static_cast<double>(value(i, n)));
      return sum;
    };
    // Relative to the mean rather than from the sum of squares: prices near 200,000 would lose digits.
    const double mean = sumOver([](double x) { return x; }) / count;
    const double deviation = std::sqrt(sumOver([mean](double x) { return (x - mean) * (x - mean); }) / count);
    standard.mean[group] = static_cast<Scalar>(mean);
    const auto rounded = static_cast<Scalar>(deviation);
    standard.deviation[group] = rounded > 0 ? rounded : 1;
  }
  return standard;
}

template <class Change>
void eachValue(const Standard& standard, Eigen::Ref<Matrix> values, Change change) {
  if (standard.isEmpty()) return;
  check(standard.fits(values.rows()), "scaling: the samples have another size");
  const Index each = values.rows() / standard.mean.size();
  for (Index group = 0; group < standard.mean.size(); ++group) {
    auto rows = values.middleRows(group * each, each).array();
    change(rows, standard.mean[group], standard.deviation[group]);
  }
}

}  // namespace

void scale(const Standard& standard, Eigen::Ref<Matrix> values) {
  eachValue(standard, values,
            [](auto& rows, Scalar mean, Scalar deviation) { rows = (rows - mean) / deviation; });
}

void unscale(const Standard& standard, Eigen::Ref<Matrix> values) {
  eachValue(standard, values,
            [](auto& rows, Scalar mean, Scalar deviation) { rows = rows * deviation + mean; });
}

Scaling scalingOf(const Dataset& dataset) {
  const Split& train = dataset.train;
  check(train.size() > 0, "scalingOf: there are no training samples");
  const Index inputs = dataset.inputs();
  const Index groups = dataset.shape.isImage() ? dataset.shape.channels : inputs;
  Scaling scaling;
  if (train.pixels.empty())
    scaling.inputs =
        standardOf(inputs, train.size(), groups, [&](Index i, Index n) { return train.numbers(i, n); });
  else
    scaling.inputs = standardOf(inputs, train.size(), groups, [&](Index i, Index n) {
      return static_cast<Scalar>(train.pixels[static_cast<std::size_t>(n * inputs + i)]) * kByteScale;
    });
  const Index targets = train.targets.rows();
  if (train.labels.empty() && targets > 0)
    scaling.targets =
        standardOf(targets, train.size(), targets, [&](Index i, Index n) { return train.targets(i, n); });
  return scaling;
}

void applyScaling(const Scaling& scaling, Dataset& dataset) {
  for (Split* split : splitsOf(dataset)) {
    if (split->size() == 0) continue;
    if (!scaling.inputs.isEmpty()) makeNumbers(*split, dataset.inputs());
    scale(scaling.inputs, split->numbers);
    if (split->labels.empty()) scale(scaling.targets, split->targets);
  }
  dataset.scaling = scaling;
  dataset.checksum = checksum(dataset.train, dataset.test);
}

Message describeScaling(const Scaling& scaling) {
  return scaling.targets.isEmpty()
             ? message(
                   "The inputs are standardised: the mean of the training samples becomes 0 and their "
                   "standard deviation 1.")
             : message(
                   "Inputs and targets are standardised: the mean of the training samples becomes 0 and "
                   "their standard deviation 1.");
}

}  // namespace pellucid::engine
