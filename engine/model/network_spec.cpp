// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network_spec.h"

#include <fmt/format.h>

namespace pellucid::engine {

LayerSpec dense(Index units, Activation activation) {
  return {.units = units, .activation = activation};
}

LayerSpec conv2d(Index filters, Index kernel, Activation activation) {
  return {.units = filters, .activation = activation, .kind = LayerKind::Conv2d, .kernel = kernel};
}

LayerSpec maxPool(Index kernel) {
  return {.activation = Activation::Linear, .kind = LayerKind::MaxPool, .kernel = kernel, .stride = kernel};
}

LayerSpec averagePool(Index kernel) {
  return {
      .activation = Activation::Linear, .kind = LayerKind::AveragePool, .kernel = kernel, .stride = kernel};
}

LayerSpec flatten() {
  return {.activation = Activation::Linear, .kind = LayerKind::Flatten};
}

LayerSpec dropout(double rate) {
  return {.activation = Activation::Linear, .kind = LayerKind::Dropout, .rate = rate};
}

LayerSpec batchNorm(Activation activation) {
  return {.activation = activation, .kind = LayerKind::BatchNorm};
}

Index parameterCount(const NetworkSpec& spec, Index inputs) {
  Index count = 0;
  for (const LayerSpec& layer : spec.layers) {
    count += layer.units * inputs + layer.units;
    inputs = layer.units;
  }
  return count;
}

Result<void> validate(const NetworkSpec& spec, Index inputs) {
  if (spec.layers.empty()) return Error{"The network has no layers. Add at least an output layer."};
  if (spec.layers.size() > kMaxLayers)
    return Error{
        fmt::format("The network has {} layers; at most {} are possible.", spec.layers.size(), kMaxLayers)};
  if (inputs < 1 || inputs > kMaxInputs)
    return Error{fmt::format("The network has {} inputs; it has from 1 to {}.", inputs, kMaxInputs)};
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    const Index units = spec.layers[i].units;
    if (units < 1 || units > kMaxUnits)
      return Error{
          fmt::format("{} has {} units; a layer has from 1 to {}.", layerName(spec, i), units, kMaxUnits)};
  }
  const Index count = parameterCount(spec, inputs);
  if (count > kMaxParameters)
    return Error{
        fmt::format("The network would have {} parameters and take about {:.1f} GB while it trains; at most "
                    "{} are possible. "
                    "Use fewer units.",
                    count, static_cast<double>(count) * 4 * sizeof(Scalar) / 1e9, kMaxParameters)};
  return {};
}

std::string layerName(const NetworkSpec& spec, std::size_t index) {
  if (index + 1 == spec.layers.size()) return "Output";
  return fmt::format("Hidden {}", index + 1);
}

}  // namespace pellucid::engine
