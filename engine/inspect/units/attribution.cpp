// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/attribution.h"

#include <algorithm>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

/// dJ/dz of the unit's layer, or dJ/da where it has no z, for a single column.
Matrix deltaOf(const Layer& layer, const LayerTrace& of, const AskedNumber& asked) {
  const Scalar sign = asked.isNo ? -1 : 1;
  Matrix delta = Matrix::Zero(layer.outputs(), 1);
  delta(asked.unit, 0) = sign;
  if (asked.isSum || !layer.hasActivation()) return delta;
  if (layer.activation() != Activation::Softmax) {
    activateBackward(layer.activation(), of.z, of.a, delta, delta);
    return delta;
  }
  // da_c/dz_k = a_c (1[k=c] - a_k), where 1 - a_c is computed as the sum of the others, so that it is not
  // lost when a_c is near 1.
  const Scalar a = of.a(asked.unit, 0);
  Scalar others = 0;
  for (Index k = 0; k < delta.rows(); ++k)
    if (k != asked.unit) others += of.a(k, 0);
  for (Index k = 0; k < delta.rows(); ++k) delta(k, 0) = sign * a * (k == asked.unit ? others : -of.a(k, 0));
  return delta;
}

}  // namespace

Vector numbersAsked(const Trace& trace, const AskedNumber& asked) {
  const LayerTrace& of = trace.layers[asked.layer];
  const bool hasSum = asked.isSum && of.z.size() > 0;
  Vector values = (hasSum ? of.z : of.a).row(asked.unit).transpose();
  if (asked.isNo) values = -values;
  return values;
}

Vector gradientTimesInput(const Network& network, const Vector& weights, const Vector& input,
                          const AskedNumber& asked) {
  Trace trace;
  trace.input = input;
  network.forward(weights, trace);
  const Layer& layer = network.layer(asked.layer);
  check(asked.unit >= 0 && asked.unit < layer.outputs(), "gradientTimesInput: no such unit");
  const Matrix delta = deltaOf(layer, trace.layers[asked.layer], asked);
  return inputGradient(network, weights, asked.layer, delta, trace).col(0).cwiseProduct(input);
}

Vector overChannels(const Vector& values, const Shape& shape) {
  if (!shape.isImage()) return values;
  return Eigen::Map<const Matrix>(values.data(), shape.pixels(), shape.channels).rowwise().sum();
}

std::optional<Vector> occlusion(const Network& network, const Vector& weights, const Vector& input,
                                const Vector& cover, Index side, const AskedNumber& asked,
                                const Progress& progress) {
  const Shape& shape = network.inputShape();
  check(input.size() == network.inputs() && cover.size() == input.size() && side > 0 && side % 2 == 1,
        "occlusion: an input, a cover of its size and a window with a middle");
  const Index places = shape.isImage() ? shape.pixels() : shape.size();
  const Index reach = side / 2;
  Trace trace;
  Matrix covered;
  const auto valuesOf = [&](const Matrix& x) {
    passThrough(network, weights, 0, asked.layer, x, trace);
    return numbersAsked(trace, asked);
  };
  const Scalar whole = valuesOf(input)[0];
  Vector drops(places);
  const Index most = samplesAtATime(network);
  for (Index begin = 0; begin < places; begin += most) {
    if (progress.isCancelled()) return std::nullopt;
    progress.tell(static_cast<std::size_t>(begin), static_cast<std::size_t>(places));
    const Index count = std::min(most, places - begin);
    covered = input.replicate(1, count);
    for (Index n = 0; n < count; ++n) {
      const Index place = begin + n;
      if (!shape.isImage()) {
        covered(place, n) = cover[place];
        continue;
      }
      const Index y = place / shape.width;
      const Index x = place % shape.width;
      const Index left = std::max<Index>(0, x - reach);
      const Index right = std::min(shape.width - 1, x + reach);
      for (Index channel = 0; channel < shape.channels; ++channel)
        for (Index row = std::max<Index>(0, y - reach); row <= std::min(shape.height - 1, y + reach); ++row) {
          const Index first = channel * shape.pixels() + row * shape.width + left;
          covered.col(n).segment(first, right - left + 1) = cover.segment(first, right - left + 1);
        }
    }
    drops.segment(begin, count) = whole - valuesOf(covered).array();
  }
  progress.tell(1);
  return drops;
}

}  // namespace pellucid::engine
