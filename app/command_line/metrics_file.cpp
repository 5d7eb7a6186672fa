// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/metrics_file.h"

#include "engine/io/history_csv.h"

namespace pellucid::app {

std::string metricsCsv(const engine::History& history, std::int64_t stepsPerEpoch, MetricsEvery every) {
  std::string csv = engine::historyCsvHeader();
  auto test = history.test.begin();
  for (const engine::HistoryPoint& point : history.train) {
    const bool isEndOfEpoch = point.step % stepsPerEpoch == 0;
    if (every == MetricsEvery::Epoch && !isEndOfEpoch) continue;
    while (test != history.test.end() && test->step < point.step) ++test;
    const bool isTested = isEndOfEpoch && test != history.test.end() && test->step == point.step;
    csv +=
        engine::historyCsvRow(point.step, stepsPerEpoch, &point.metrics, isTested ? &test->metrics : nullptr);
  }
  return csv;
}

}  // namespace pellucid::app
