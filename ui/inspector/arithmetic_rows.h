// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of a unit or weight as rows of text: what the panel shows, without a widget. What is shown
// adds up to the digits shown. Pure functions of a StepView.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/document/selection.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

struct ArithmeticRow {
  enum class Kind { Heading, Term, Result, Note };
  Kind kind = Kind::Term;
  QString text;
  QString value = {};               ///< right-aligned
  double share = 0;                 ///< of the sum's largest term, −1 … 1, for a bar; 0 draws none
  std::optional<Place> place = {};  ///< the weight or unit that the row is about
};

/// The place exists.
std::vector<ArithmeticRow> arithmeticRows(const StepView& view, const Place& place);

}  // namespace pellucid::ui
