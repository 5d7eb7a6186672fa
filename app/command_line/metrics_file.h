// SPDX-License-Identifier: GPL-3.0-or-later
// A run's history as `--metrics` writes it. The columns are those of engine/io/history_csv.h. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/base/enum_names.h"
#include "engine/train/snapshot.h"

namespace pellucid::app {

enum class MetricsEvery { Step, Epoch };

}  // namespace pellucid::app

template <>
inline constexpr std::array pellucid::engine::kEnumNames<pellucid::app::MetricsEvery> = {
    EnumName<pellucid::app::MetricsEvery>{pellucid::app::MetricsEvery::Step, "step"},
    EnumName<pellucid::app::MetricsEvery>{pellucid::app::MetricsEvery::Epoch, "epoch"},
};

namespace pellucid::app {

/// A row for each step of the history, or only for each epoch's last step. The training columns are the means
/// over that step's batch before its update. The test columns are filled at each epoch's last step and empty
/// elsewhere, even where the history holds a test at another step (as the one at the end of a run that
/// stopped within an epoch).
std::string metricsCsv(const engine::History& history, std::int64_t stepsPerEpoch, MetricsEvery every);

}  // namespace pellucid::app
