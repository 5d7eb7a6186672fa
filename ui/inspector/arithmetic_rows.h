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

/// "Hidden 1, unit 5" or "Hidden 1, unit 5, weight from input 12"; of a convolution "Hidden 1, map 2 (3, 4)"
/// or "Conv 1, kernel 2, weight (1, 3) of map 4". The place exists; `spec` is the network's, with its
/// names.
QString placeText(const engine::Network& network, const engine::NetworkSpec& spec, const Place& place);

/// The place exists.
std::vector<ArithmeticRow> arithmeticRows(const StepView& view, const Place& place);

}  // namespace pellucid::ui
