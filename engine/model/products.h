// SPDX-License-Identifier: GPL-3.0-or-later
// The three products of a dense layer. A network that fits on a screen has layers of a few units, for which a
// general matrix product spends more time on overhead than on computing; these have their own loops.
#pragma once

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// z (O×N, sized by the caller) ← W x + b with W (O×I), x (I×N), and b (O) or null.
void weightedSums(const ConstMatrixMap& w, const Scalar* bias, const Matrix& x, Matrix& z);

/// dw (O×I) ← delta xᵀ with delta (O×N), x (I×N).
void weightGradient(const Matrix& delta, const Matrix& x, MatrixMap dw);

/// dx (I×N, sized by the caller) ← Wᵀ delta with W (O×I), delta (O×N).
void inputGradient(const ConstMatrixMap& w, const Matrix& delta, Matrix& dx);

/// sums (O) ← the sum of the columns of delta (O×N).
void sumOverSamples(const Matrix& delta, Scalar* sums);

}  // namespace pellucid::engine
