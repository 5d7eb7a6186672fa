// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of a unit or weight as rows of text: what the panel shows, without a widget. The displayed
// numbers add up to the displayed digits. Pure functions of a step, or of a sample being inspected without a
// step.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "engine/inspect/step_trace.h"
#include "ui/document/selection.h"

namespace pellucid::ui {

struct ArithmeticRow {
  enum class Kind { Heading, Term, Result, Note };
  Kind kind = Kind::Term;
  QString text;
  QString value = {};               ///< right-aligned
  double share = 0;                 ///< of the sum's largest term, −1 … 1, for a bar; 0 draws none
  std::optional<Place> place = {};  ///< the weight or unit that the row is about
};

/// For column `sample` of the batch; the place must exist. For a sample being inspected without a step there
/// is no update.
std::vector<ArithmeticRow> arithmeticRows(const engine::StepTrace& trace, engine::Index sample,
                                          const Place& place);

}  // namespace pellucid::ui
