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

double lossSum(Loss loss, const LayerTrace& output, std::span<const std::uint8_t> labels) {
  double sum = 0;
  for (Index n = 0; n < output.z.cols(); ++n) {
    const Index label = labels[static_cast<std::size_t>(n)];
    switch (loss) {
      case Loss::CrossEntropy: {
        // -log softmax(z)[label] = log Σ e^(z_i - m) + m - z[label], with m = max z
        const auto z = output.z.col(n).array();
        const Scalar m = z.maxCoeff();
        sum += static_cast<double>(std::log((z - m).exp().sum()) + (m - z(label)));
        break;
      }
      case Loss::MeanSquaredError: {
        // 1/2 Σ (a_i - y_i)²; the label's term is summed apart, for only its y is 1
        const auto a = output.a.col(n).array();
        const Scalar others = a.head(label).square().sum() + a.tail(a.size() - label - 1).square().sum();
        const Scalar miss = a(label) - 1;
        sum += static_cast<double>(others + miss * miss) / 2;
        break;
      }
    }
  }
  return sum;
}

void lossGradient(Loss loss, Activation activation, std::span<const std::uint8_t> labels,
                  LayerTrace& output) {
  // For both losses the first step is (a - y) / n: dL/dz for softmax with cross-entropy, dL/da for the
  // squared error.
  const Scalar scale = Scalar(1) / static_cast<Scalar>(output.a.cols());
  output.delta = output.a * scale;
  for (Index n = 0; n < output.a.cols(); ++n) output.delta(labels[static_cast<std::size_t>(n)], n) -= scale;
  if (loss == Loss::MeanSquaredError)
    activateBackward(activation, output.z, output.a, output.delta, output.delta);
}

Index countCorrect(const Matrix& output, std::span<const std::uint8_t> labels) {
  Index correct = 0;
  for (Index n = 0; n < output.cols(); ++n) {
    Index best = 0;
    output.col(n).maxCoeff(&best);
    if (best == labels[static_cast<std::size_t>(n)]) ++correct;
  }
  return correct;
}

}  // namespace pellucid::engine
