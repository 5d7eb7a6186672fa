// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer_sizes.h"

#include "engine/model/network.h"

namespace pellucid::engine {

Index multiplications(const LayerSpec& layer, const Shape& in) {
  switch (layer.kind) {
    case LayerKind::Dense:
      return layer.units * in.size();
    case LayerKind::Conv2d:
      return outputShape(layer, in).size() * in.channels * layer.kernel * layer.kernel;
    case LayerKind::BatchNorm:
      return in.size();
    default:
      return 0;
  }
}

double multiplications(const Network& network) {
  double sum = 0;
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    sum += static_cast<double>(multiplications(network.layer(i).spec(), network.layer(i).inputShape()));
  return sum;
}

Index largestUnits(const NetworkSpec& network, const Shape& input, std::size_t layer) {
  NetworkSpec tried = network;
  Index& units = tried.layers[layer].units;
  Index least = 1;
  Index most = kMaxUnits;
  while (least < most) {
    const Index middle = least + (most - least + 1) / 2;
    units = middle;
    if (validate(tried, input))
      least = middle;
    else
      most = middle - 1;
  }
  return least;
}

Index largestKernel(const NetworkSpec& network, const Shape& input, std::size_t layer) {
  NetworkSpec tried = network;
  LayerSpec& spec = tried.layers[layer];
  const bool isSideBySide = spec.kind != LayerKind::Conv2d && spec.stride == spec.kernel;
  for (Index kernel = kMaxKernel; kernel > 1; --kernel) {
    spec.kernel = kernel;
    if (isSideBySide) spec.stride = kernel;
    if (validate(tried, input)) return kernel;
  }
  return 1;
}

}  // namespace pellucid::engine
