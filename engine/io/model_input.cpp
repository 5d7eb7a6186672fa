// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/numbers.h"
#include "engine/io/model_project.h"
#include "engine/train/evaluation.h"

namespace pellucid::engine {
namespace {

/// The parameters of a batch normalisation of `channels`, in order.
struct NormParameters {
  ConstVectorMap weight, bias, mean, variance;
  NormParameters(const Vector& all, Index channels)
      : weight(all.data(), channels),
        bias(all.data() + channels, channels),
        mean(all.data() + 2 * channels, channels),
        variance(all.data() + 3 * channels, channels) {}
};

/// A single-precision number as it was meant: 0.1307.
double rounded(double value) {
  return parseNumber<double>(fmt::format("{:.6g}", value)).value();
}

}  // namespace

bool beginsWithScaling(const NetworkSpec& network) {
  if (network.layers.size() < 2) return false;
  const LayerSpec& first = network.layers.front();
  return first.kind == LayerKind::BatchNorm && first.frozen && first.activation == Activation::Linear;
}

std::optional<InputScaling> inputScaling(const NetworkSpec& network, const Shape& shape,
                                         const Vector& weights) {
  if (!beginsWithScaling(network)) return InputScaling{};
  const NormParameters norm(weights, shape.channels);
  const auto isUniform = [](const ConstVectorMap& values) { return (values.array() == values[0]).all(); };
  const bool isOne =
      isUniform(norm.weight) && isUniform(norm.bias) && isUniform(norm.mean) && isUniform(norm.variance);
  if (!isOne || !(norm.weight[0] > 0)) return std::nullopt;
  // weight (x − mean) / root + bias = (x − (mean − bias root / weight)) / (root / weight)
  const double root = std::sqrt(static_cast<double>(norm.variance[0]) + network.layers.front().epsilon);
  const double deviation = root / static_cast<double>(norm.weight[0]);
  if (!std::isfinite(deviation)) return std::nullopt;
  InputScaling scaling{
      .mean = rounded(static_cast<double>(norm.mean[0]) - static_cast<double>(norm.bias[0]) * deviation),
      .deviation = rounded(deviation)};
  if (scaling.deviation == rounded(kBytePixels.deviation)) scaling.deviation = kBytePixels.deviation;
  return scaling;
}

TrainedModel withInputScaling(const TrainedModel& model, const InputScaling& scaling) {
  check(inputScaling(model).has_value(), "withInputScaling: the network has a scaling of its own");
  TrainedModel changed = model;
  if (beginsWithScaling(model.network)) {
    const Index count = 4 * model.shape.channels;
    changed.network.layers.erase(changed.network.layers.begin());
    changed.weights = model.weights.tail(model.weights.size() - count).eval();
  }
  if (scaling.isNone()) return changed;
  changed.scaling.inputs = {.mean = Vector::Constant(1, static_cast<Scalar>(scaling.mean)),
                            .deviation = Vector::Constant(1, static_cast<Scalar>(scaling.deviation))};
  return withScalingInLayers(std::move(changed)).value();
}

InputTrial tryInput(const TrainedModel& model, const InputScaling& scaling, const Dataset& dataset,
                    Index most) {
  if (!dataset.hasClasses()) return {};
  std::vector<Index> indices(static_cast<std::size_t>(std::min(most, dataset.test.size())));
  std::iota(indices.begin(), indices.end(), Index{0});
  const Split first = select(dataset.test, indices);
  const TrainedModel asked = withInputScaling(model, scaling);
  const auto network = Network::create(asked.network, dataset.shape);
  if (!network) return {};  // one layer too many
  const Loss loss = usualLoss(asked.network.layers.back().activation);
  Evaluator evaluator;
  Evaluator::Sums sums;
  while (sums.samples < first.size()) evaluator.advance(sums, **network, asked.weights, first, loss);
  return {.correct = sums.correct, .samples = sums.samples};
}

}  // namespace pellucid::engine
