// SPDX-License-Identifier: GPL-3.0-or-later
// The results of several runs of one kind, in numbers and words. Pure.
#pragma once

#include <QString>
#include <vector>

#include "engine/train/repeat.h"

namespace pellucid::ui {

/// For the last tests of the runs that reached their end and did not diverge.
struct LastTests {
  std::size_t count = 0;
  std::size_t diverged = 0;
  bool areAccuracies = true;  ///< otherwise losses
  double least = 0;
  double median = 0;
  double most = 0;
};

LastTests lastTests(const std::vector<const engine::Repetition*>& runs);

/// "97.41 %", or "0.1234" for a loss.
QString resultText(double value, bool isAccuracy);

}  // namespace pellucid::ui
