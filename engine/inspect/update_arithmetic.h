// SPDX-License-Identifier: GPL-3.0-or-later
// How one weight moves in a step: its gradient, the lines of the optimizer's formula, and the weight
// afterwards. Pure functions of a StepTrace; optimizer.h has the formulas.
#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// A number of an optimizer's formula, as the learner reads it: "m", "β1 m + (1 − β1) g", 0.0012. A symbol
/// that is its own formula, as "−lr g", has none beside it.
struct FormulaLine {
  std::string symbol;
  std::string formula;
  double value = 0;
  /// The formula with {} for each number: "{} · {} + (1 − {}) · {}"; a long one in two lines.
  std::string numbers = {};
  std::vector<double> operands = {};  ///< the numbers, in their order
  Message words = {};                 ///< in place of symbol and formula, where it takes words
};

struct UpdateArithmetic {
  bool isFrozen = false;  ///< then nothing below moves it: after = before
  double gradient = 0;    ///< dL/dw of the batch; also of a frozen weight, where the gradient reaches it
  std::vector<FormulaLine> lines;  ///< in the order of the formula, from the gradient that it uses on
  double before = 0;
  double after = 0;  ///< as the training computes it
  double change() const { return after - before; }
};

/// The weight exists.
UpdateArithmetic updateArithmetic(const StepTrace& trace, const NetworkPlace& place);

}  // namespace pellucid::engine
