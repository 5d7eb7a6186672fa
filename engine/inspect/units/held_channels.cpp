// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/held_channels.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/train/batch_input.h"
#include "engine/train/targets.h"

namespace pellucid::engine {
namespace {

void hold(const Layer& layer, Index channel, Scalar value, Matrix& a) {
  const Index pixels = layer.outputShape().pixels();
  a.middleRows(channel * pixels, pixels).setConstant(value);
}

/// From layer `first` upwards, whose input is `x`.
void passHolding(const Network& network, const Vector& weights, std::size_t first, const Matrix& x,
                 const HeldChannels& held, Trace& trace) {
  const Matrix* in = &x;
  for (std::size_t i = first; i < network.layerCount(); ++i) {
    passThrough(network, weights, i, i, *in, trace);
    for (const HeldChannel& each : held)
      if (each.layer == i) hold(network.layer(i), each.channel, each.value, trace.layers[i].a);
    in = &trace.layers[i].a;
  }
}

Without countedIn(const Trace& trace, Loss loss, const Matrix& y, bool hasClasses, Scalar middle) {
  const bool isInRange = trace.output().allFinite();
  return {.right = hasClasses ? countCorrect(trace.output(), y, middle) : 0,
          .loss = isInRange ? lossSum(loss, trace.layers.back(), y) : NAN};
}

void add(const Without& counted, Without& sum) {
  sum.right += counted.right;
  sum.loss += counted.loss;
}

}  // namespace

void forwardHolding(const Network& network, const Vector& weights, const HeldChannels& held, Trace& trace) {
  network.forward(weights, trace);
  if (held.empty()) return;
  std::size_t lowest = network.layerCount();
  for (const HeldChannel& each : held) {
    check(each.layer + 1 < network.layerCount() && each.channel >= 0 &&
              each.channel < network.layer(each.layer).outputShape().channels,
          "forwardHolding: only units of hidden layers can be held");
    lowest = std::min(lowest, each.layer);
  }
  for (const HeldChannel& each : held)
    if (each.layer == lowest) hold(network.layer(lowest), each.channel, each.value, trace.layers[lowest].a);
  passHolding(network, weights, lowest + 1, trace.layers[lowest].a, held, trace);
}

std::optional<WithoutEach> withoutEach(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset,
                                       const Split& split, std::size_t layer, const Vector& values,
                                       const HeldChannels& already, const Progress& progress) {
  check(layer + 1 < network.layerCount(), "withoutEach: only units of hidden layers can be held");
  const Layer& at = network.layer(layer);
  check(values.size() == at.outputShape().channels, "withoutEach: one value for each channel");
  const Activation output = network.layer(network.layerCount() - 1).activation();
  const TargetCoding coding = targetCoding(training.loss, output, network.outputs(), training.labelSmoothing);
  const bool isSparse = prefersSparse(network, dataset);
  WithoutEach result{.samples = split.size(),
                     .whole = {},
                     .each = std::vector<Without>(static_cast<std::size_t>(values.size()))};
  Trace trace;
  Trace above;
  Matrix y;
  Matrix a;
  std::vector<std::uint32_t> block;
  const Index most = samplesAtATime(network);
  for (Index begin = 0; begin < split.size(); begin += most) {
    block.resize(static_cast<std::size_t>(std::min(most, split.size() - begin)));
    std::iota(block.begin(), block.end(), static_cast<std::uint32_t>(begin));
    gatherInput(split, block, isSparse, network, trace);
    gatherTargets(coding, split, block, y);
    forwardHolding(network, weights, already, trace);
    add(countedIn(trace, training.loss, y, dataset.hasClasses(), coding.middle()), result.whole);
    a = trace.layers[layer].a;
    for (Index channel = 0; channel < values.size(); ++channel) {
      if (progress.isCancelled()) return std::nullopt;
      progress.tell(
          (static_cast<double>(begin) + static_cast<double>(y.cols()) * static_cast<double>(channel) /
                                            static_cast<double>(values.size())) /
          static_cast<double>(split.size()));
      const Index pixels = at.outputShape().pixels();
      hold(at, channel, values[channel], a);
      passHolding(network, weights, layer + 1, a, already, above);
      add(countedIn(above, training.loss, y, dataset.hasClasses(), coding.middle()),
          result.each[static_cast<std::size_t>(channel)]);
      a.middleRows(channel * pixels, pixels) = trace.layers[layer].a.middleRows(channel * pixels, pixels);
    }
  }
  const auto samples = static_cast<double>(std::max<Index>(1, split.size()));
  result.whole.loss /= samples;
  for (Without& each : result.each) each.loss /= samples;
  progress.tell(1);
  return result;
}

}  // namespace pellucid::engine
