// SPDX-License-Identifier: GPL-3.0-or-later
// layerShapes() of network_spec.h: which layers can follow which, and the range of every value.

#include <cmath>
#include <optional>

#include "engine/model/network_spec.h"

namespace pellucid::engine {
namespace {

/// One layer at its position.
struct Place {
  Message name;
  const LayerSpec& layer;
  const Shape& in;
  bool getsMaps;  ///< of an image, even of single pixels, rather than values in a row
};

std::optional<Error> outOfRange(const Place& at, const Message& what, Index value, Index least, Index most) {
  if (value >= least && value <= most) return std::nullopt;
  return Error{message("{} has {} {}; there can be from {} to {}.", at.name, value, what, least, most)};
}

/// A window of kernel × kernel needs an image as input, and must fit into it.
std::optional<Error> badWindow(const Place& at) {
  const LayerSpec& layer = at.layer;
  if (layer.kernel < 1 || layer.kernel > kMaxKernel)
    return Error{message("{} has a kernel of side {}; the side must be from 1 to {}.", at.name, layer.kernel,
                         kMaxKernel)};
  if (layer.stride < 1 || layer.stride > kMaxKernel)
    return Error{
        message("{} has a stride of {}; it must be from 1 to {}.", at.name, layer.stride, kMaxKernel)};
  if (layer.padding.pixels < 0 || layer.padding.pixels >= layer.kernel)
    return Error{message("{} has a padding of {} pixels; with a kernel of side {} it must be from 0 to {}.",
                         at.name, layer.padding.pixels, layer.kernel, layer.kernel - 1)};
  if (at.getsMaps && !at.in.isImage())
    return Error{message(
        "{} finds maps of single pixels, over which no window can slide. Take out a pool before it, or "
        "make the windows before it smaller.",
        at.name)};
  if (!at.in.isImage())
    return Error{
        message("{} slides a window over images, but its input is a row of numbers, {} in all. Put it before "
                "every Flatten and Dense layer, and give the network images as input.",
                at.name, at.in.size())};
  const Shape out = outputShape(layer, at.in);
  if (out.height < 1 || out.width < 1)
    return Error{message(
        "{} has a kernel of {}×{}, which does not fit into its input of {}×{}. Use a kernel of side {} or "
        "less{}, or remove a pool before it.",
        at.name, layer.kernel, layer.kernel, at.in.height, at.in.width, std::min(at.in.height, at.in.width),
        layer.kind == LayerKind::Conv2d ? message(", or padding") : Message())};
  return std::nullopt;
}

/// Fields of other kinds must keep their defaults; then every value must be in its range.
std::optional<Error> badSettings(const Place& at) {
  const LayerSpec& layer = at.layer;
  if (layer.initializer && !drawsWeights(layer.kind))
    return Error{message("{} has the initializer {}, but a layer of its kind draws no weights. Leave it out.",
                         at.name, nameOf(*layer.initializer))};
  if (layer.rateFactor != 1 && !hasParameters(layer.kind))
    return Error{
        message("{} has the learning-rate factor {}, but it has no weights to update. Leave it at 1.",
                at.name, layer.rateFactor)};
  if (!kRateFactorRange.contains(layer.rateFactor))
    return Error{message("{} has the learning-rate factor {}; it must be {}.", at.name, layer.rateFactor,
                         kRateFactorRange.words())};
  if (layer.kind != LayerKind::BatchNorm) {
    if (layer.momentum == LayerSpec().momentum && layer.epsilon == LayerSpec().epsilon) return std::nullopt;
    return Error{
        message("{} has a momentum or an epsilon of its own, but it normalises nothing. Leave them "
                "out: only batch norms have them.",
                at.name)};
  }
  if (!kNormMomentumRange.contains(layer.momentum))
    return Error{message("{} has the momentum {}; it must be {}.", at.name, layer.momentum,
                         kNormMomentumRange.words())};
  if (!kNormEpsilonRange.contains(layer.epsilon))
    return Error{
        message("{} has the epsilon {}; it must be {}.", at.name, layer.epsilon, kNormEpsilonRange.words())};
  return std::nullopt;
}

std::optional<Error> unfit(const Place& at) {
  const LayerSpec& layer = at.layer;
  if (!hasActivation(layer.kind) && layer.activation != Activation::Linear)
    return Error{
        message("{} has the activation {}, but a layer of its kind has none. Give it to the layer before it.",
                at.name, nameOf(layer.activation))};
  if (auto error = badSettings(at)) return error;
  switch (layer.kind) {
    case LayerKind::Dense:
      return outOfRange(at, message("units"), layer.units, 1, kMaxUnits);
    case LayerKind::Conv2d:
      if (layer.activation == Activation::Softmax)
        return Error{message(
            "{} has the activation softmax, which works on a single row of numbers. Use it on a dense layer.",
            at.name)};
      if (auto error = outOfRange(at, message("filters"), layer.units, 1, kMaxUnits)) return error;
      return badWindow(at);
    case LayerKind::MaxPool:
    case LayerKind::AveragePool:
      if (layer.padding != Padding{})
        return Error{message("{} has padding, which pools do not support here. Set it to 0.", at.name)};
      return badWindow(at);
    case LayerKind::Dropout:
      if (!(layer.rate >= 0 && layer.rate < 1))
        return Error{message("{} drops a share of {}; the share must be at least 0 and less than 1.", at.name,
                             layer.rate)};
      return std::nullopt;
    case LayerKind::BatchNorm:
      if (layer.activation == Activation::Softmax && at.in.isImage())
        return Error{message(
            "{} has the activation softmax, which works on a single row of numbers. Use it on a dense layer.",
            at.name)};
      return std::nullopt;
    case LayerKind::Flatten:
      return std::nullopt;
  }
  return std::nullopt;
}

Error wrongInputs(Index count) {
  return {message("The network has {} inputs; it can have from 1 to {}.", count, kMaxInputs)};
}

}  // namespace

Result<std::vector<Shape>> layerShapes(const NetworkSpec& spec, const Shape& input) {
  if (spec.layers.empty()) return Error{message("The network has no layers. Add at least an output layer.")};
  if (spec.layers.size() > kMaxLayers)
    return Error{
        message("The network has {} layers; at most {} are possible.", spec.layers.size(), kMaxLayers)};
  // First each side by itself, because their product could overflow.
  for (const Index side : {input.channels, input.height, input.width})
    if (side < 1 || side > kMaxInputs) return wrongInputs(side);
  if (input.channels * input.height > kMaxInputs || input.size() > kMaxInputs)
    return wrongInputs(input.size());
  if (spec.layers.back().kind != LayerKind::Dense)
    return Error{
        message("The last layer is a {} layer, but the output must be a dense layer: one unit per number of "
                "the answer. Add one.",
                nameOf(spec.layers.back().kind))};
  std::vector<Shape> shapes;
  Shape shape = input;
  bool getsMaps = input.isImage();
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    const Place place{.name = layerName(spec, i), .layer = spec.layers[i], .in = shape, .getsMaps = getsMaps};
    if (auto error = unfit(place)) return *std::move(error);
    const Shape out = outputShape(spec.layers[i], shape);
    if (out.size() > kMaxOutputs)
      return Error{
          message("{} would output {} numbers ({}) for its input ({}); the limit is {}. Use fewer filters or "
                  "a larger stride.",
                  place.name, out.size(), shapeText(out), shapeText(shape), kMaxOutputs)};
    const LayerKind kind = spec.layers[i].kind;
    getsMaps = getsMaps && kind != LayerKind::Dense && kind != LayerKind::Flatten;
    shape = out;
    shapes.push_back(shape);
  }
  return shapes;
}

}  // namespace pellucid::engine
