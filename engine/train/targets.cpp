// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/targets.h"

#include <algorithm>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

/// Outputs on both sides of 0.
bool isCentred(Activation output) {
  return output == Activation::Linear || output == Activation::Tanh || output == Activation::BipolarSigmoid ||
         output == Activation::Softsign;
}

Index argmax(const Scalar* values, Index count) {
  // Without a branch, which would be guessed wrongly for every other sample.
  Index best = 0;
  Scalar most = values[0];
  for (Index i = 1; i < count; ++i) {
    const bool isMore = values[i] > most;
    most = isMore ? values[i] : most;
    best = isMore ? i : best;
  }
  return best;
}

void encodeOne(const TargetCoding& coding, std::uint8_t label, Scalar* column) {
  if (coding.outputs == 1) {
    *column = label == 0 ? coding.low : coding.high;
    return;
  }
  check(label < coding.outputs, "encode: a label is larger than the number of outputs allows");
  std::fill_n(column, coding.outputs, coding.low);
  column[label] = coding.high;
}

}  // namespace

TargetCoding targetCoding(Loss loss, Activation output, Index outputs, double labelSmoothing) {
  TargetCoding coding{.outputs = outputs, .low = 0, .high = 1};
  if (loss == Loss::CrossEntropy || loss == Loss::BinaryCrossEntropy) {
    // y ← (1 - e) y + e / k
    const double share = labelSmoothing / static_cast<double>(coding.classes());
    coding.low = static_cast<Scalar>(share);
    coding.high = static_cast<Scalar>(1 - labelSmoothing + share);
  } else if (loss == Loss::Hinge || (outputs == 1 && isCentred(output))) {
    coding.low = -1;
  }
  return coding;
}

void encode(const TargetCoding& coding, std::span<const std::uint8_t> labels, Matrix& y) {
  y.resize(coding.outputs, static_cast<Index>(labels.size()));
  for (std::size_t n = 0; n < labels.size(); ++n)
    encodeOne(coding, labels[n], y.data() + static_cast<Index>(n) * coding.outputs);
}

void gatherTargets(const TargetCoding& coding, const Split& split, std::span<const std::uint32_t> indices,
                   Matrix& y) {
  y.resize(coding.outputs, static_cast<Index>(indices.size()));
  Scalar* column = y.data();
  for (const std::uint32_t sample : indices) {
    if (split.labels.empty())
      std::copy_n(split.targets.col(sample).data(), coding.outputs, column);
    else
      encodeOne(coding, split.labels[sample], column);
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
