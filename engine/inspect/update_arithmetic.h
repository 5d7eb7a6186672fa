// SPDX-License-Identifier: GPL-3.0-or-later
// How one weight changes in a step: its gradient, the lines of the optimizer's formula, and the weight
// afterwards. Pure functions of a StepTrace; see optimizer.h for the formulas.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// A value in an optimizer's formula, as shown to the learner: "m", "β1 m + (1 − β1) g", 0.0012. The formula
/// is empty where the symbol is its own formula, like "−lr g".
struct FormulaLine {
  std::string symbol;
  std::string formula;
  double value = 0;
  /// The formula with {} for each value: "{} · {} + (1 − {}) · {}"; a long one in two lines.
  std::string numbers = {};
  std::vector<double> operands = {};  ///< the values, in order
  Message words = {};                 ///< in place of symbol and formula, where words are needed
};

struct UpdateArithmetic {
  bool isFrozen = false;  ///< then the lines below have no effect: after = before
  double gradient = 0;    ///< dL/dw for the batch; also for a frozen weight, where the gradient reaches it
  std::vector<FormulaLine> lines;  ///< in the order of the formula, starting with the gradient that it uses
  double before = 0;
  double after = 0;  ///< as computed in training
  double change() const { return after - before; }
};

/// The weight must exist.
UpdateArithmetic updateArithmetic(const StepTrace& trace, const NetworkPlace& place);

}  // namespace pellucid::engine
