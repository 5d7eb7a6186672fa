// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs of a kind have come to, in numbers and words. Pure.
#pragma once

#include <QString>
#include <vector>

#include "engine/train/repeat.h"

namespace pellucid::ui {

/// Of the last tests of those that have come to their end and did not diverge.
struct LastTests {
  std::size_t count = 0;
  std::size_t diverged = 0;
  bool areAccuracies = true;  ///< else losses
  double least = 0;
  double median = 0;
  double most = 0;
};

LastTests lastTests(const std::vector<const engine::Repetition*>& runs);

/// "97.41 %", or "0.1234" of a loss.
QString resultText(double value, bool isAccuracy);

}  // namespace pellucid::ui
