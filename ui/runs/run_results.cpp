// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_results.h"

#include <algorithm>

#include "engine/base/median.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

LastTests lastTests(const std::vector<const engine::Repetition*>& runs) {
  LastTests tests;
  std::vector<double> values;
  for (const engine::Repetition* run : runs) {
    if (run->diverged) ++tests.diverged;
    if (run->diverged || !run->isDone || run->history.test.empty()) continue;
    const engine::Metrics& last = run->history.test.back().metrics;
    tests.areAccuracies = last.hasAccuracy();
    values.push_back(last.hasAccuracy() ? last.accuracy : last.loss);
  }
  tests.count = values.size();
  if (values.empty()) return tests;
  tests.least = std::ranges::min(values);
  tests.most = std::ranges::max(values);
  tests.median = engine::median(std::move(values));
  return tests;
}

QString resultText(double value, bool isAccuracy) {
  return isAccuracy ? percentText(value, 2) : lossText(value);
}

}  // namespace pellucid::ui
