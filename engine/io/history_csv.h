// SPDX-License-Identifier: GPL-3.0-or-later
// A run's curves as text: the header step,epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,
// learning_rate,gradient_norm,update_ratio (see HistoryPoint), then one row per step. Values not measured at
// a step are empty. Numbers round-trip (shortest form of std::to_chars). Older files end with test_accuracy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/train/snapshot.h"

namespace pellucid::engine {

/// The header line, with its line end.
std::string historyCsvHeader();

/// Whether a line, including its line end, is that header, or the one of older files.
bool isHistoryCsvHeader(std::string_view line);

/// One line, with its line end, for a batch, a test, or both after the same step. `epoch` is that of the
/// step's batch, counted from 1 (0 for step 0).
std::string historyCsvRow(const HistoryPoint* train, const HistoryPoint* test, std::int64_t stepsPerEpoch);

/// All points, in the order of their steps.
std::string writeHistoryCsv(const History& history, std::int64_t stepsPerEpoch);

/// The inverse, in which measurements at the same step have the same seconds; the error names the line.
Result<History> readHistoryCsv(std::string_view text);

}  // namespace pellucid::engine
