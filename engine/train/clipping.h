// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on a gradient before the optimizer uses it, to keep single steps from throwing the weights far off.
// Pure functions; the optimizer applies both limits in its own pass.
#pragma once

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// First every element is limited by value, then the whole gradient by its norm. 0 switches a limit off.
struct Clipping {
  double norm = 0;   ///< ≥ 0: the gradient of all learned parameters together is shortened to this length
  double value = 0;  ///< ≥ 0: each element is limited to ±value
  friend bool operator==(const Clipping&, const Clipping&) = default;
};

/// Σ g² over `size` elements, each limited by value first. To be added up over all learned parameters.
double squaredNorm(const Clipping& clipping, const Scalar* gradient, Index size);

/// The factor for a gradient whose elements, limited by value, have this squared norm: min(1, norm /
/// (sqrt(squaredNorm) + 1e-6)), as in PyTorch's clip_grad_norm_.
double gradientScale(const Clipping& clipping, double squaredNorm);

}  // namespace pellucid::engine
