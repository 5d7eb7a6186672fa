// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/network_place.h"

#include "engine/base/check.h"
#include "engine/inspect/windows.h"

namespace pellucid::engine {
namespace {

/// The weight's tensor; null where the layer has none of its kind.
const Tensor* find(const Network& network, const NetworkPlace& place) {
  const LayerKind kind = network.layer(place.layer).kind();
  if (kind != LayerKind::Dense && kind != LayerKind::Conv2d) return nullptr;
  for (const Tensor& tensor : network.tensors())
    if (tensor.layer == place.layer && tensor.name == (place.isBias() ? "bias" : "weight")) return &tensor;
  return nullptr;
}

bool isConvolution(const Layer& layer) {
  return layer.kind() == LayerKind::Conv2d;
}

/// Row and column of the weight in its tensor; none where no window reaches it.
std::optional<std::pair<Index, Index>> entryOf(const Layer& layer, const NetworkPlace& place) {
  if (!isConvolution(layer)) return std::pair{place.unit, place.isBias() ? 0 : *place.from};
  const Index filter = place.unit / layer.outputShape().pixels();
  if (place.isBias()) return std::pair{filter, Index{0}};
  const auto tap = Windows(layer).tap(place.unit, *place.from);
  return tap ? std::optional(std::pair{filter, *tap}) : std::nullopt;
}

void checkWeight(const Network& network, const NetworkPlace& place) {
  check(!place.isUnit() && exists(network, place), "NetworkPlace: the network has no such weight");
}

}  // namespace

bool exists(const Network& network, const NetworkPlace& place) {
  if (place.layer >= network.layerCount()) return false;
  const Layer& layer = network.layer(place.layer);
  if (place.unit < 0 || place.unit >= layer.outputs()) return false;
  if (place.isUnit()) return true;
  const bool isThereFrom = place.isBias() || (*place.from >= 0 && *place.from < layer.inputs());
  return isThereFrom && find(network, place) != nullptr && entryOf(layer, place).has_value();
}

Index parameterIndex(const Network& network, const NetworkPlace& place) {
  checkWeight(network, place);
  const Tensor* tensor = find(network, place);
  const auto [row, column] = *entryOf(network.layer(place.layer), place);
  return tensor->offset + row + column * tensor->rows;
}

std::vector<WeightUse> usesOf(const Network& network, const NetworkPlace& place) {
  checkWeight(network, place);
  const Layer& layer = network.layer(place.layer);
  if (!isConvolution(layer))
    return {{.unit = place.unit, .input = place.isBias() ? std::nullopt : place.from}};
  const Windows windows(layer);
  const Index places = layer.outputShape().pixels();
  const auto [filter, tap] = *entryOf(layer, place);
  std::vector<WeightUse> uses;
  for (Index unit = filter * places; unit < (filter + 1) * places; ++unit) {
    const auto input = place.isBias() ? std::nullopt : windows.input(unit, tap);
    if (place.isBias() || input) uses.push_back({.unit = unit, .input = input});
  }
  return uses;
}

}  // namespace pellucid::engine
