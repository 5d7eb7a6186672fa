// SPDX-License-Identifier: GPL-3.0-or-later
// What training makes small. Both losses are means over the n samples of a batch:
//   cross-entropy   L = 1/n Σ -log p[label], p = softmax(z), computed from the logits z; dL/dz = (p - y) / n
//   mse             L = 1/(2n) Σ (a - y)², summed over samples and outputs;             dL/da = (a - y) / n
// y is 1 for the sample's class and 0 elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/base/enum_names.h"
#include "engine/base/result.h"
#include "engine/model/network.h"

namespace pellucid::engine {

enum class Loss { CrossEntropy, MeanSquaredError };

template <>
inline constexpr std::array kEnumNames<Loss> = {
    EnumName<Loss>{Loss::CrossEntropy, "cross-entropy"},
    EnumName<Loss>{Loss::MeanSquaredError, "mse"},
};

/// Cross-entropy needs a softmax output layer; the error says so.
Result<void> validate(Loss loss, Activation output);

/// The sum over the samples of each sample's loss (not yet divided by n), from logits and outputs (O×N).
double lossSum(Loss loss, const LayerTrace& output, std::span<const std::uint8_t> labels);

/// Fills output.delta = dL/dz of the last layer.
void lossGradient(Loss loss, Activation activation, std::span<const std::uint8_t> labels, LayerTrace& output);

/// How many columns have their largest value in the label's row; the first row wins a tie.
Index countCorrect(const Matrix& output, std::span<const std::uint8_t> labels);

}  // namespace pellucid::engine
