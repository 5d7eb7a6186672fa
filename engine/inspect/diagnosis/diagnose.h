// SPDX-License-Identifier: GPL-3.0-or-later
// All rules applied to one run. Pure, any thread, and quick: the looks (run_look.h) are what takes time.
#pragma once

#include <vector>

#include "engine/inspect/diagnosis/finding.h"
#include "engine/inspect/diagnosis/run_statistics.h"

namespace pellucid::engine {

/// The problems of the run, the most severe first. `before` are the findings of the previous diagnosis of the
/// same run: an earlier finding stays until it has clearly passed, and keeps its beginning.
std::vector<Finding> diagnose(const RunStatistics& run, const std::vector<Finding>& before = {});

}  // namespace pellucid::engine
