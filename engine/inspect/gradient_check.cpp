// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/gradient_check.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {

double GradientCheckReport::worstError() const {
  double worst = 0;
  // NaN must not go unnoticed: it compares false with everything, so it is checked for.
  for (const auto& entry : tensors)
    worst = std::isnan(entry.relativeError) ? entry.relativeError : std::max(worst, entry.relativeError);
  return worst;
}

GradientCheckReport checkGradient(const Network& network, const Vector& parameters, Loss loss,
                                  const Matrix& x, const Matrix& y, const GradientCheckOptions& options) {
  const TrainingPass* training = options.training;
  const double h = options.h;
  Trace trace;
  trace.input = x;
  Vector gradient;
  network.forward(parameters, trace, training);
  lossGradient(loss, network.layer(network.layerCount() - 1).activation(), y, trace.layers.back());
  if (options.backward)
    options.backward(parameters, trace, gradient);
  else
    network.backward(parameters, trace, gradient, training);

  const auto lossAt = [&](const Vector& at) {
    network.forward(at, trace, training);
    return lossSum(loss, trace.layers.back(), y) / static_cast<double>(x.cols());
  };

  GradientCheckReport report;
  Vector moved = parameters;
  for (const Tensor& tensor : network.tensors()) {
    if (!tensor.isLearned || (training != nullptr && training->frozen[tensor.layer])) continue;
    GradientCheckEntry entry{
        .tensor = tensor, .worst = 0, .backprop = 0, .difference = 0, .relativeError = -1};
    for (Index i = 0; i < tensor.size(); ++i) {
      const Index at = tensor.offset + i;
      moved[at] = parameters[at] + static_cast<Scalar>(h);
      const double above = lossAt(moved);
      moved[at] = parameters[at] - static_cast<Scalar>(h);
      const double below = lossAt(moved);
      moved[at] = parameters[at];

      const double difference = (above - below) / (2 * h);
      const double backprop = gradient[at];
      const double size = std::max({std::abs(backprop), std::abs(difference), options.floor});
      const double error = std::abs(backprop - difference) / size;
      if (error <= entry.relativeError) continue;
      entry.worst = i;
      entry.backprop = backprop;
      entry.difference = difference;
      entry.relativeError = error;
      if (std::isnan(error)) break;
    }
    report.tensors.push_back(entry);
  }
  return report;
}

}  // namespace pellucid::engine
