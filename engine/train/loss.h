// SPDX-License-Identifier: GPL-3.0-or-later
// What training makes small. Both losses are means over the n samples of a batch:
//   cross-entropy   L = 1/n Σ -y log p, p = softmax(z), computed from the logits z;     dL/dz = (p - y) / n
//   mse             L = 1/(2n) Σ (a - y)², summed over samples and outputs;             dL/da = (a - y) / n
// The targets y are O×N; targets.h makes them from class numbers. For cross-entropy each column is a
// distribution.
#pragma once

#include <array>

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

/// The sum over the samples of each sample's loss (not yet divided by n), from logits, outputs and targets,
/// all O×N.
double lossSum(Loss loss, const LayerTrace& output, const Matrix& y);

/// Fills output.delta = dL/dz of the last layer, O×N.
void lossGradient(Loss loss, Activation activation, const Matrix& y, LayerTrace& output);

}  // namespace pellucid::engine
