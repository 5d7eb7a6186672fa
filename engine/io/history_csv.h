// SPDX-License-Identifier: GPL-3.0-or-later
// A run's curves as text: the header step,epoch,train_loss,train_accuracy,test_loss,test_accuracy, then a row
// a step. Columns that were not measured at a step are empty. Numbers round-trip (shortest form of
// std::to_chars).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/train/snapshot.h"

namespace pellucid::engine {

/// The header line, with its line end.
std::string historyCsvHeader();

/// One line, with its line end. `epoch` is that of the step's batch, counted from 1 (0 for step 0).
std::string historyCsvRow(std::int64_t step, std::int64_t stepsPerEpoch, const Metrics* train,
                          const Metrics* test);

/// All points, in the order of their steps.
std::string writeHistoryCsv(const History& history, std::int64_t stepsPerEpoch);

/// The inverse; the error names the line.
Result<History> readHistoryCsv(std::string_view text);

}  // namespace pellucid::engine
