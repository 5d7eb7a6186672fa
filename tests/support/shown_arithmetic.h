// SPDX-License-Identifier: GPL-3.0-or-later
// What the arithmetic panel should say of a unit or weight of a dense network, by plain loops, and which of
// its rows say something else.
#pragma once

#include <QStringList>
#include <optional>

#include "tests/support/naive_network.h"
#include "ui/inspector/arithmetic_rows.h"

namespace pellucid::tests {

/// What the rows are about, in plain numbers.
struct PlainPass {
  NaiveNetwork sample;  ///< after forward, and backward where there is a target, of the sample alone
  bool hasTarget = false;
  Numbers target;  ///< where there is one
  double loss = 0;
  /// The weights' gradients over the whole batch, and the weights after the step; nothing without a step.
  std::optional<Numbers> batchGradient = {};
  std::optional<Numbers> after = {};
};

/// A sentence for each row that says something else. Rows without a number that loops can give, such as the
/// lines of an optimizer's formula, are passed over; `checked` counts the numbers that were compared.
QStringList wrongRows(const std::vector<ui::ArithmeticRow>& rows, const PlainPass& pass,
                      const ui::Place& place, int& checked);

}  // namespace pellucid::tests
