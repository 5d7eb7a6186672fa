// SPDX-License-Identifier: GPL-3.0-or-later
// A run as seen by the rules of a diagnosis: a value that holds everything they use, so that a finding
// follows from it alone. The observer of a run fills in the fields.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/diagnosis/data_statistics.h"
#include "engine/inspect/diagnosis/run_curves.h"
#include "engine/inspect/diagnosis/run_look.h"
#include "engine/train/phase.h"

namespace pellucid::engine {

struct RunStatistics {
  Experiment experiment;                   ///< with the settings in force
  std::shared_ptr<const Network> network;  ///< never null
  DataStatisticsPtr data;                  ///< never null
  std::int64_t step = 0;                   ///< steps done
  std::int64_t stepsPerEpoch = 1;
  std::int64_t settingsSince = 0;  ///< the step after which a setting or a parameter was last changed
  RunCurves curves = {};
  /// Of this run, up to `step`, oldest first. Four or five are enough; the one at step 0 is always included.
  std::vector<RunLook> looks = {};
  std::optional<Diverged> diverged = {};  ///< the next step is not possible
};

/// The loss of the best constant answer: the approximate loss at the beginning, and the one to beat. For the
/// mean absolute error and Huber's only roughly, from the deviation.
double lossOfConstant(const RunStatistics& run);

/// The share of lossOfConstant() that is left, over the newest steps: about 1 for a run that has learned
/// nothing, 0 where it knows everything. NaN before the first step.
double lossLeft(const RunStatistics& run, std::int64_t steps = 128);

/// Layers with weights that learn, in order.
std::vector<std::size_t> learningLayers(const RunStatistics& run);

/// The newest looks, at most `count`, the newest last.
std::span<const RunLook> newestLooks(const RunStatistics& run, std::size_t count);

}  // namespace pellucid::engine
