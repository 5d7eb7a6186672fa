// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/value_range.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {

float niceCeiling(float value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const float power = std::pow(10.0F, std::floor(std::log10(value)));
  for (const float factor : {1.0F, 2.0F, 5.0F})
    if (value <= factor * power * 1.0001F) return factor * power;
  return 10 * power;
}

void applyRangeMode(RangeMode mode, std::vector<float>& ranges) {
  if (mode == RangeMode::Fixed) std::fill(ranges.begin(), ranges.end(), 1.0F);
  if (mode == RangeMode::Global && !ranges.empty())
    std::fill(ranges.begin(), ranges.end(), *std::max_element(ranges.begin(), ranges.end()));
}

engine::Vector unitValues(const Moment& moment, Quantity quantity, std::size_t layer) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[layer];
  if (quantity == Quantity::Activations) return trace.a.col(0);
  if (!moment.probe.hasGradient()) return engine::Vector::Zero(trace.a.rows());
  return trace.delta.col(0);
}

std::vector<float> unitRanges(const Moment& moment, Quantity quantity, RangeMode mode) {
  using engine::Activation;
  std::vector<float> ranges;
  for (std::size_t i = 0; i < moment.network().layerCount(); ++i) {
    const Activation activation = moment.network().layer(i).activation();
    const bool isBounded = activation == Activation::Sigmoid || activation == Activation::Tanh ||
                           activation == Activation::Softmax;
    const bool isOne = quantity == Quantity::Activations && isBounded;
    const float largest = static_cast<float>(unitValues(moment, quantity, i).cwiseAbs().maxCoeff());
    ranges.push_back(isOne ? 1.0F : niceCeiling(largest));
  }
  applyRangeMode(mode, ranges);
  return ranges;
}

}  // namespace pellucid::ui
