// SPDX-License-Identifier: GPL-3.0-or-later
// The check that a learner can do without calculus: move one weight a little both ways and see how the
// batch's loss changes, (L(w + ε) − L(w − ε)) / 2ε. Too large an ε bends, too small an ε drowns in the
// rounding of single precision: the error has its least in between. Pure functions of a StepTrace.
#pragma once

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

struct DifferenceQuotient {
  double epsilon = 0;
  double above = 0;      ///< L(w + ε)
  double below = 0;      ///< L(w − ε)
  double quotient = 0;   ///< by the ε that the engine's precision leaves of the one asked for
  double backprop = 0;   ///< dL/dw of the batch by backpropagation
  double error() const;  ///< |quotient − backprop|
};

/// The weight exists and its layer is reached; epsilon > 0. Costs two forward passes of the batch.
DifferenceQuotient differenceQuotient(const StepTrace& trace, const NetworkPlace& place, double epsilon);

/// The same for 1e-6, …, 1, `perDecade` to each power of ten.
std::vector<DifferenceQuotient> errorCurve(const StepTrace& trace, const NetworkPlace& place,
                                           int perDecade = 2);

}  // namespace pellucid::engine
