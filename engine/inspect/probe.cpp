// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/probe.h"

namespace pellucid::engine {

namespace {

Activation outputActivation(const Network& network) {
  return network.layer(network.layerCount() - 1).activation();
}

/// Returns the target coding of this network.
TargetCoding forward(const Network& network, const Vector& weights, Loss loss, double labelSmoothing,
                     const Vector& input, Probe& result) {
  result.trace.input = input;
  network.forward(weights, result.trace);
  const TargetCoding coding =
      targetCoding(loss, outputActivation(network), network.outputs(), labelSmoothing);
  result.prediction = answer(result.trace.output(), 0, coding.middle());
  return coding;
}

void backward(const Network& network, const Vector& weights, Loss loss, Probe& result) {
  const Matrix y = result.y;
  LayerTrace& output = result.trace.layers.back();
  result.loss = lossSum(loss, output, y);
  lossGradient(loss, outputActivation(network), y, output);
  Vector gradient;
  network.backward(weights, result.trace, gradient);
}

}  // namespace

Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            std::optional<std::uint8_t> target, double labelSmoothing) {
  Probe result;
  result.target = target;
  const TargetCoding coding = forward(network, weights, loss, labelSmoothing, input, result);
  if (!target) return result;
  check(*target < coding.classes(), "probe: the target is not one of the network's classes");
  Matrix y;
  encode(coding, std::span(&*target, 1), y);
  result.y = y.col(0);
  backward(network, weights, loss, result);
  return result;
}

Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            const Vector& target) {
  Probe result;
  result.y = target;
  forward(network, weights, loss, 0, input, result);
  backward(network, weights, loss, result);
  return result;
}

Scalar incoming(const Probe& probe, std::size_t layer, Index from) {
  const Matrix& x = layer == 0 ? probe.trace.input : probe.trace.layers[layer - 1].a;
  return x(from, 0);
}

Scalar edgeGradient(const Probe& probe, std::size_t layer, Index to, Index from) {
  check(probe.hasGradient(), "edgeGradient: the sample has no target");
  // z = W x + b  =>  dL/dw(to, from) = delta(to) · x(from)
  return probe.trace.layers[layer].delta(to, 0) * incoming(probe, layer, from);
}

}  // namespace pellucid::engine
