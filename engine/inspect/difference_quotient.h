// SPDX-License-Identifier: GPL-3.0-or-later
// A check of gradients that needs no calculus: change one weight slightly in both directions and see how the
// batch's loss changes, (L(w + ε) − L(w − ε)) / 2ε. A large ε suffers from curvature, a small one from
// rounding in single precision: the error has its minimum in between. Pure functions of a StepTrace.
#pragma once

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

struct DifferenceQuotient {
  double epsilon = 0;
  double above = 0;      ///< L(w + ε)
  double below = 0;      ///< L(w − ε)
  double quotient = 0;   ///< with the requested ε rounded to the engine's precision
  double backprop = 0;   ///< dL/dw for the batch by backpropagation
  double error() const;  ///< |quotient − backprop|
};

/// The weight exists and the gradient reaches its layer; epsilon > 0. Costs two forward passes of the batch.
DifferenceQuotient differenceQuotient(const StepTrace& trace, const NetworkPlace& place, double epsilon);

/// The same for 1e-6, …, 1, with `perDecade` values per power of ten.
std::vector<DifferenceQuotient> errorCurve(const StepTrace& trace, const NetworkPlace& place,
                                           int perDecade = 2);

}  // namespace pellucid::engine
