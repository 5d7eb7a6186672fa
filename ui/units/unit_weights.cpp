// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/unit_weights.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/windows.h"

namespace pellucid::ui {
namespace {

using engine::Index;
using engine::LayerKind;

/// dL/dw for the weights of one unit or filter: each place where a weight is used adds delta · x.
engine::Vector gradientOf(const Moment& moment, std::size_t layer, Index channel, Index count) {
  engine::Vector gradient = engine::Vector::Zero(count);
  const engine::Layer& at = moment.network().layer(layer);
  const engine::Matrix& delta = moment.probe.trace.layers[layer].delta;
  if (at.kind() == LayerKind::Dense) {
    for (Index from = 0; from < count; ++from)
      gradient[from] = delta(channel, 0) * engine::incoming(moment.probe, layer, from);
    return gradient;
  }
  const engine::Windows windows(at);
  const Index pixels = at.outputShape().pixels();
  for (Index tap = 0; tap < count; ++tap)
    for (Index unit = channel * pixels; unit < (channel + 1) * pixels; ++unit)
      if (const auto input = windows.input(unit, tap))
        gradient[tap] += delta(unit, 0) * engine::incoming(moment.probe, layer, *input);
  return gradient;
}

/// The part of a layer's column that is one unit or one map of a layer below.
struct Block {
  Index begin = 0;
  Index size = 0;
};

}  // namespace

std::vector<WeightPicture> weightsInto(const Moment& moment, std::size_t layer, Index channel,
                                       bool hasGradients) {
  const engine::Network& network = moment.network();
  const engine::Layer& at = network.layer(layer);
  const bool isConvolution = at.kind() == LayerKind::Conv2d;
  if (!isConvolution && at.kind() != LayerKind::Dense) return {};
  const engine::Vector w = network.weight(moment.weights(), layer).row(channel).transpose();
  engine::Vector gradient;
  if (hasGradients && moment.probe.hasGradient()) gradient = gradientOf(moment, layer, channel, w.size());
  // A dense layer may look at maps through a Flatten, which keeps their order.
  engine::Shape below = layer == 0 ? network.inputShape() : at.inputShape();
  for (std::size_t i = layer; i-- > 0 && !below.isImage();) {
    const LayerKind kind = network.layer(i).kind();
    if (kind != LayerKind::Flatten && kind != LayerKind::Dropout) break;
    below = network.layer(i).inputShape();
  }
  const auto kernel = static_cast<int>(at.spec().kernel);
  const bool isPicture = isConvolution || below.isImage();
  const QSize size = isConvolution ? QSize(kernel, kernel)
                     : isPicture   ? QSize(static_cast<int>(below.width), static_cast<int>(below.height))
                                   : QSize(static_cast<int>(w.size()), 1);
  const Index each = Index{size.width()} * size.height();
  std::vector<WeightPicture> pictures;
  for (Index from = 0; from * each < w.size(); ++from)
    pictures.push_back(
        {.from = from,
         .w = w.segment(from * each, each),
         .gradient = gradient.size() > 0 ? engine::Vector(gradient.segment(from * each, each)) : gradient,
         .size = size,
         .isPicture = isPicture});
  return pictures;
}

std::vector<OutgoingWeight> largestOutOf(const Moment& moment, std::size_t layer, Index channel,
                                         std::size_t count) {
  const engine::Network& network = moment.network();
  const Index pixels = network.layer(layer).outputShape().pixels();
  Block block{.begin = channel * pixels, .size = pixels};
  std::vector<OutgoingWeight> found;
  for (std::size_t i = layer + 1; i < network.layerCount() && found.empty(); ++i) {
    const engine::Layer& at = network.layer(i);
    const bool isConvolution = at.kind() == LayerKind::Conv2d;
    if (isConvolution || at.kind() == LayerKind::Dense) {
      const auto w = network.weight(moment.weights(), i);
      if (isConvolution) {
        const Index taps = at.spec().kernel * at.spec().kernel;
        block = {.begin = block.begin / at.inputShape().pixels() * taps, .size = taps};
      }
      for (Index to = 0; to < w.rows(); ++to)
        found.push_back({.layer = i,
                         .channel = to,
                         .sum = w.row(to).segment(block.begin, block.size).template cast<double>().sum()});
    } else if (at.outputShape().pixels() != at.inputShape().pixels() && at.kind() != LayerKind::Flatten) {
      const Index map = block.begin / at.inputShape().pixels();
      block = {.begin = map * at.outputShape().pixels(), .size = at.outputShape().pixels()};
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(),
                           [](const OutgoingWeight& each) { return std::abs(each.sum); });
  if (found.size() > count) found.resize(count);
  return found;
}

}  // namespace pellucid::ui
