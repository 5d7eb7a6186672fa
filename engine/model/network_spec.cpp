// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network_spec.h"

#include <algorithm>

#include "engine/model/window_axis.h"

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

bool hasActivation(LayerKind kind) {
  return kind == LayerKind::Dense || kind == LayerKind::Conv2d || kind == LayerKind::BatchNorm;
}

bool needsImages(LayerKind kind) {
  return kind == LayerKind::Conv2d || kind == LayerKind::MaxPool || kind == LayerKind::AveragePool;
}

bool needsImages(const NetworkSpec& network) {
  return std::ranges::any_of(network.layers, [](const LayerSpec& layer) { return needsImages(layer.kind); });
}

bool hasParameters(LayerKind kind) {
  return hasActivation(kind);
}

bool drawsWeights(LayerKind kind) {
  return kind == LayerKind::Dense || kind == LayerKind::Conv2d;
}

Shape outputShape(const LayerSpec& layer, const Shape& in) {
  switch (layer.kind) {
    case LayerKind::Dense:
      return flatShape(layer.units);
    case LayerKind::Flatten:
      return flatShape(in.size());
    case LayerKind::Dropout:
    case LayerKind::BatchNorm:
      return in;
    case LayerKind::Conv2d:
    case LayerKind::MaxPool:
    case LayerKind::AveragePool:
      return {.channels = layer.kind == LayerKind::Conv2d ? layer.units : in.channels,
              .height = windowAxis(layer, in.height).windows,
              .width = windowAxis(layer, in.width).windows};
  }
  return in;
}

Index parameterCount(const LayerSpec& layer, const Shape& in) {
  const Index biases = layer.bias ? layer.units : 0;
  switch (layer.kind) {
    case LayerKind::Dense:
      return layer.units * in.size() + biases;
    case LayerKind::Conv2d:
      return layer.units * in.channels * layer.kernel * layer.kernel + biases;
    case LayerKind::BatchNorm:
      return 4 * in.channels;  // weight, bias, running mean, running variance
    default:
      return 0;
  }
}

Index parameterCount(const NetworkSpec& spec, const Shape& input) {
  Index count = 0;
  Shape shape = input;
  for (const LayerSpec& layer : spec.layers) {
    count += parameterCount(layer, shape);
    shape = outputShape(layer, shape);
  }
  return count;
}

Result<void> validate(const NetworkSpec& spec, const Shape& input) {
  if (const auto shapes = layerShapes(spec, input); !shapes) return shapes.error();
  const Index count = parameterCount(spec, input);
  if (count > kMaxParameters)
    return Error{
        message("The network would have {} parameters and take about {:.1f} GB while it trains; at most "
                "{} are possible. Use fewer units.",
                count, static_cast<double>(count) * 4 * sizeof(Scalar) / 1e9, kMaxParameters)};
  return {};
}

Message layerName(const NetworkSpec& spec, std::size_t index) {
  if (index + 1 == spec.layers.size()) return message("Output");
  switch (spec.layers[index].kind) {
    case LayerKind::Dense:
      return message("Hidden {}", index + 1);
    case LayerKind::Conv2d:
      return message("Conv {}", index + 1);
    case LayerKind::MaxPool:
      return message("Max pool {}", index + 1);
    case LayerKind::AveragePool:
      return message("Average pool {}", index + 1);
    case LayerKind::Flatten:
      return message("Flatten {}", index + 1);
    case LayerKind::Dropout:
      return message("Dropout {}", index + 1);
    case LayerKind::BatchNorm:
      return message("Batch norm {}", index + 1);
  }
  return message("Layer {}", index + 1);
}

}  // namespace pellucid::engine
