// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/targets.h"

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

bool canBeNegative(Activation output) {
  return output == Activation::Linear || output == Activation::Tanh;
}

Index argmax(const Scalar* values, Index count) {
  Index best = 0;
  for (Index i = 1; i < count; ++i)
    if (values[i] > values[best]) best = i;
  return best;
}

}  // namespace

TargetCoding targetCoding(Loss loss, Activation output, Index outputs, double labelSmoothing) {
  TargetCoding coding{.outputs = outputs, .low = 0, .high = 1};
  if (loss == Loss::CrossEntropy) {
    // y ← (1 - e) y + e / k
    const double share = labelSmoothing / static_cast<double>(coding.classes());
    coding.low = static_cast<Scalar>(share);
    coding.high = static_cast<Scalar>(1 - labelSmoothing + share);
  } else if (outputs == 1 && canBeNegative(output)) {
    coding.low = -1;
  }
  return coding;
}

void encode(const TargetCoding& coding, std::span<const std::uint8_t> labels, Matrix& y) {
  y.resize(coding.outputs, static_cast<Index>(labels.size()));
  if (coding.outputs == 1) {
    for (std::size_t n = 0; n < labels.size(); ++n) y.data()[n] = labels[n] == 0 ? coding.low : coding.high;
    return;
  }
  y.setConstant(coding.low);
  Scalar* column = y.data();
  for (const std::uint8_t label : labels) {
    check(label < coding.outputs, "encode: a label is larger than the number of outputs allows");
    column[label] = coding.high;
    column += coding.outputs;
  }
}

Index answer(const Matrix& output, Index column, Scalar middle) {
  if (output.rows() == 1) return output(0, column) > middle ? 1 : 0;
  return argmax(output.col(column).data(), output.rows());
}

Index countCorrect(const Matrix& output, const Matrix& y, Scalar middle) {
  Index correct = 0;
  for (Index n = 0; n < output.cols(); ++n)
    if (answer(output, n, middle) == answer(y, n, middle)) ++correct;
  return correct;
}

}  // namespace pellucid::engine
