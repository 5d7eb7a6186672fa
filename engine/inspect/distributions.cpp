// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/distributions.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/inspect/arithmetic.h"

namespace pellucid::engine {
namespace {

Vector flattened(const Eigen::Ref<const Matrix>& values) {
  return values.reshaped();
}

bool isDone(const StepTrace& trace) {
  return trace.hasUpdate && !trace.diverged;
}

/// The value below which the share `share` of the sorted values is.
double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

bool isFunctionOfOneNumber(const Layer& layer) {
  return layer.hasActivation() && layer.activation() != Activation::Softmax;
}

}  // namespace

Vector valuesOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity) {
  const Network& network = *trace.network;
  const LayerTrace& pass = trace.passes.layers[layer];
  switch (quantity) {
    case LayerQuantity::Weights:
      return flattened(network.weight(trace.weights(), layer));
    case LayerQuantity::Biases:
      return network.bias(trace.weights(), layer);
    case LayerQuantity::Sums:
      return flattened(pass.z);
    case LayerQuantity::Activations:
      return flattened(pass.a);
    case LayerQuantity::Deltas:
      return flattened(pass.delta) * static_cast<Scalar>(trace.batchSize());
    case LayerQuantity::Gradients:
      if (trace.gradient.size() == 0) return {};
      return flattened(network.weight(trace.gradient, layer));
    case LayerQuantity::Updates:
      if (!isDone(trace)) return {};
      return flattened(network.weight(trace.after.weights, layer) -
                       network.weight(trace.before.weights, layer));
  }
  failCheck("valuesOf: unknown quantity");
}

NetworkPlace placeOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity, Index index) {
  const Network& network = *trace.network;
  switch (quantity) {
    case LayerQuantity::Biases:
      return {.layer = layer, .unit = index, .from = NetworkPlace::kBias};
    case LayerQuantity::Sums:
    case LayerQuantity::Activations:
    case LayerQuantity::Deltas:
      return {.layer = layer, .unit = index % network.layer(layer).outputs()};
    case LayerQuantity::Weights:
    case LayerQuantity::Gradients:
    case LayerQuantity::Updates:
      break;
  }
  const Index rows = network.weight(trace.weights(), layer).rows();
  return {.layer = layer, .unit = index % rows, .from = index / rows};
}

Spread spreadOf(const Vector& values) {
  std::vector<double> sorted;
  sorted.reserve(static_cast<std::size_t>(values.size()));
  for (const Scalar value : values)
    if (std::isfinite(value)) sorted.push_back(static_cast<double>(value));
  Spread spread{.count = static_cast<Index>(sorted.size())};
  spread.notFinite = values.size() - spread.count;
  if (sorted.empty()) return spread;
  std::ranges::sort(sorted);
  double sum = 0;
  for (const double value : sorted) sum += value;
  spread.mean = sum / static_cast<double>(sorted.size());
  double squares = 0;
  for (const double value : sorted) squares += (value - spread.mean) * (value - spread.mean);
  spread.deviation = std::sqrt(squares / static_cast<double>(sorted.size()));
  for (std::size_t i = 0; i < kBandShares.size(); ++i) spread.bands[i] = quantile(sorted, kBandShares[i]);
  return spread;
}

LayerHealth healthOf(const StepTrace& trace, std::size_t layer) {
  constexpr double kFlat = 0.01;
  const Layer& of = trace.network->layer(layer);
  if (!isFunctionOfOneNumber(of)) return {};
  const Matrix& z = trace.passes.layers[layer].z;
  LayerHealth health{.units = z.rows(), .values = z.size()};
  for (Index unit = 0; unit < z.rows(); ++unit) {
    bool isDead = true;
    for (Index n = 0; n < z.cols(); ++n) {
      const double slope = slopeOf(of.activation(), static_cast<double>(z(unit, n)));
      health.flat += std::abs(slope) < kFlat ? 1 : 0;
      isDead = isDead && slope == 0;
    }
    health.dead += isDead ? 1 : 0;
  }
  return health;
}

double updateRatio(const StepTrace& trace, std::size_t layer) {
  const auto norm = [&](LayerQuantity quantity) {
    return static_cast<double>(valuesOf(trace, layer, quantity).cast<double>().norm());
  };
  const double size = norm(LayerQuantity::Weights);
  return isDone(trace) && size > 0 ? norm(LayerQuantity::Updates) / size : NAN;
}

}  // namespace pellucid::engine
