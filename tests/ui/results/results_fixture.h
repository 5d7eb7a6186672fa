// SPDX-License-Identifier: GPL-3.0-or-later
// What a test counts of the results of a small network.
#pragma once

#include <QWidget>
#include "tests/support/run_of_moments.h"
#include "ui/results/results.h"

namespace pellucid::tests {

/// A plain loop's count of a look's answers in a cell.
inline int countIn(const ui::Look& look, int truth, int answered) {
  int count = 0;
  for (const engine::SampleAnswer& answer : look.answers.each)
    count += answer.truth == truth && answer.answered == answered ? 1 : 0;
  return count;
}

}  // namespace pellucid::tests
