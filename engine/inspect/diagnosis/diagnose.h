// SPDX-License-Identifier: GPL-3.0-or-later
// All rules asked about one run. Pure, any thread, and quick: what takes time are the looks (run_look.h).
#pragma once

#include <vector>

#include "engine/inspect/diagnosis/finding.h"
#include "engine/inspect/diagnosis/run_statistics.h"

namespace pellucid::engine {

/// What is the matter with the run; the severest first. `before` are the findings of the diagnosis before, of
/// the same run: what was found then stays until it has clearly passed, and keeps its beginning.
std::vector<Finding> diagnose(const RunStatistics& run, const std::vector<Finding>& before = {});

}  // namespace pellucid::engine
