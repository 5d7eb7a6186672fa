// SPDX-License-Identifier: GPL-3.0-or-later
// Are the gradients right? Compares backpropagation with central differences (L(w+h) - L(w-h)) / 2h. In
// double with h = 1e-5, a correct gradient agrees to about 1e-8; in float the comparison is only accurate to
// about 1e-2.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/model/network.h"
#include "engine/train/loss.h"

namespace pellucid::engine {

/// The comparison for one tensor: the parameter with the largest error.
struct GradientCheckEntry {
  Tensor tensor;
  Index worst = 0;           ///< index within the tensor, column-major
  double backprop = 0;       ///< its gradient by backpropagation
  double difference = 0;     ///< and by central differences
  double relativeError = 0;  ///< |backprop - difference| / max(|backprop|, |difference|, floor)
};

struct GradientCheckReport {
  std::vector<GradientCheckEntry> tensors;
  double worstError() const;
};

/// Fills a gradient from parameters and the forward trace with the last delta set; normally
/// Network::backward. Tests pass a wrong one to see that it is detected.
using Backward = std::function<void(const Vector& parameters, Trace& trace, Vector& gradient)>;

struct GradientCheckOptions {
  double h = 1e-5;
  double floor = 1e-4;  ///< smaller gradients count as noise
  /// Checks the pass of a training step, with batch statistics and dropout, and nothing for frozen layers.
  /// Otherwise that of a network in use.
  const TrainingPass* training = nullptr;
  Backward backward = {};
};

/// Checks every parameter that has a gradient, at `x` (I×N) with the targets `y` (O×N).
GradientCheckReport checkGradient(const Network& network, const Vector& parameters, Loss loss,
                                  const Matrix& x, const Matrix& y, const GradientCheckOptions& options = {});

}  // namespace pellucid::engine
