// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/part_pass.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/floating_point.h"

namespace pellucid::engine {

Index samplesAtATime(const Network& network) {
  constexpr Index kMost = 200;
  constexpr Index kMostNumbers = Index{1} << 24;
  Index numbers = network.inputs();
  for (std::size_t i = 0; i < network.layerCount(); ++i) numbers += network.layer(i).outputs();
  return std::clamp<Index>(kMostNumbers / numbers, 1, kMost);
}

void passThrough(const Network& network, const Vector& weights, std::size_t first, std::size_t last,
                 const Matrix& x, Trace& trace) {
  check(first <= last && last < network.layerCount(), "passThrough: no such layers");
  check(x.rows() == network.layer(first).inputs(), "passThrough: the first layer takes other numbers");
  const FlushDenormals guard;
  trace.layers.resize(network.layerCount());
  const Matrix* in = &x;
  for (std::size_t i = first; i <= last; ++i) {
    network.layer(i).forward(weights.data() + network.layerOffset(i), *in, trace.layers[i], {.layer = i});
    in = &trace.layers[i].a;
  }
}

Matrix inputGradient(const Network& network, const Vector& weights, std::size_t layer, const Matrix& delta,
                     Trace& trace) {
  check(!trace.isSparse, "inputGradient: the input is no full matrix");
  const FlushDenormals guard;
  trace.layers[layer].delta = delta;
  Matrix dx;
  for (std::size_t i = layer + 1; i-- > 0;) {
    const Matrix& in = i == 0 ? trace.input : trace.layers[i - 1].a;
    Matrix* below = i == 0 ? &dx : &trace.layers[i - 1].delta;
    network.layer(i).backward(weights.data() + network.layerOffset(i), in, trace.layers[i], nullptr, below);
    if (i == 0) break;
    // This is dJ/da of the layer below, while dJ/dz is needed.
    LayerTrace& of = trace.layers[i - 1];
    if (network.layer(i - 1).hasActivation())
      activateBackward(network.layer(i - 1).activation(), of.z, of.a, of.delta, of.delta);
  }
  return dx;
}

}  // namespace pellucid::engine
