// SPDX-License-Identifier: GPL-3.0-or-later
// What training minimises: a mean over the n samples of a batch, from the logits z, the outputs a = f(z) and
// the targets y, all O×N. targets.h makes y from class indices. Sums run over samples and outputs, logarithms
// are natural. Pure functions, any thread.
#pragma once

#include <array>

#include "engine/base/enum_names.h"
#include "engine/base/result.h"
#include "engine/model/network.h"

namespace pellucid::engine {

enum class Loss {
  /// L = 1/n Σ -y log a, a = softmax(z), from the logits;  dL/dz = (a - y) / n. A column of y is a
  /// distribution.
  CrossEntropy,
  /// L = 1/(nO) Σ -y log a - (1 - y) log(1 - a), a = σ(z), from the logits;  dL/dz = (a - y) / (nO)
  BinaryCrossEntropy,
  /// L = 1/(2n) Σ (a - y)²;  dL/da = (a - y) / n
  MeanSquaredError,
  /// L = 1/(nO) Σ (a - y)², PyTorch's MSELoss;  dL/da = 2 (a - y) / (nO)
  MeanSquares,
  /// L = 1/(nO) Σ |a - y|;  dL/da = sign(a - y) / (nO)
  MeanAbsoluteError,
  /// L = 1/(nO) Σ h(a - y), h(e) = e²/2 where |e| < 1, |e| - 1/2 elsewhere;
  /// dL/da = (a - y limited to ±1) / (nO)
  Huber,
  /// L = 1/(nO) Σ max(0, 1 - y a), y is -1 or +1;  dL/da = -y / (nO) where y a < 1, 0 elsewhere
  Hinge,
};

template <>
inline constexpr std::array kEnumNames<Loss> = {
    EnumName<Loss>{Loss::CrossEntropy, "cross-entropy"},
    EnumName<Loss>{Loss::BinaryCrossEntropy, "binary-cross-entropy"},
    EnumName<Loss>{Loss::MeanSquaredError, "mse"},
    EnumName<Loss>{Loss::MeanSquares, "mean-squares"},
    EnumName<Loss>{Loss::MeanAbsoluteError, "mae"},
    EnumName<Loss>{Loss::Huber, "huber"},
    EnumName<Loss>{Loss::Hinge, "hinge"},
};

/// Whether the loss, the output layer's activation and its number of units fit together: cross-entropy needs
/// softmax, binary cross-entropy sigmoid, hinge outputs that reach -1 and +1, softmax at least two units. The
/// error says what would fit.
Result<void> validate(Loss loss, Activation output, Index outputs);

/// The usual loss for an output: cross-entropy for softmax, binary cross-entropy for sigmoid, the mean
/// squared error for all others.
Loss usualLoss(Activation output);

/// n L: the sum of the samples' losses.
double lossSum(Loss loss, const LayerTrace& output, const Matrix& y);

/// Fills output.delta = dL/dz of the last layer, O×N.
void lossGradient(Loss loss, Activation activation, const Matrix& y, LayerTrace& output);

}  // namespace pellucid::engine
