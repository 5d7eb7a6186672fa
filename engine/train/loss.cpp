// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss.h"

#include <fmt/format.h>

#include <cmath>

namespace pellucid::engine {

Result<void> validate(Loss loss, Activation output) {
  if (loss == Loss::CrossEntropy && output != Activation::Softmax)
    return Error{fmt::format(
        "Cross-entropy needs probabilities, but the output layer is {}. Make it softmax, or choose mse.",
        nameOf(output))};
  return {};
}

double lossSum(Loss loss, const LayerTrace& output, const Matrix& y) {
  double sum = 0;
  for (Index n = 0; n < output.z.cols(); ++n) {
    switch (loss) {
      case Loss::CrossEntropy: {
        // -Σ y_i log softmax(z)_i = log Σ e^(z_i - m) + Σ y_i (m - z_i), with m = max z and Σ y_i = 1
        const auto z = output.z.col(n).array();
        const Scalar m = z.maxCoeff();
        sum += static_cast<double>(std::log((z - m).exp().sum()) + (y.col(n).array() * (m - z)).sum());
        break;
      }
      case Loss::MeanSquaredError: {
        // 1/2 Σ (a_i - y_i)²
        sum += static_cast<double>((output.a.col(n) - y.col(n)).squaredNorm()) / 2;
        break;
      }
    }
  }
  return sum;
}

void lossGradient(Loss loss, Activation activation, const Matrix& y, LayerTrace& output) {
  // For both losses the first step is (a - y) / n: dL/dz for softmax with cross-entropy, dL/da for the
  // squared error.
  output.delta = (output.a - y) * (Scalar(1) / static_cast<Scalar>(output.a.cols()));
  if (loss == Loss::MeanSquaredError)
    activateBackward(activation, output.z, output.a, output.delta, output.delta);
}

}  // namespace pellucid::engine
