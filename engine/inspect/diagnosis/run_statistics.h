// SPDX-License-Identifier: GPL-3.0-or-later
// The window through which the rules of a diagnosis see a run: a value that holds all they may ask, so that a
// finding follows from it alone. Whoever follows a run fills in the fields.
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
  std::int64_t settingsSince = 0;  ///< after so many steps a setting or a parameter was changed last
  RunCurves curves = {};
  /// Of this run, up to `step`, oldest first. Four or five are enough; the one of step 0 is never left out.
  std::vector<RunLook> looks = {};
  std::optional<Diverged> diverged = {};  ///< the step that comes next is not possible
};

/// The loss of the best answer that is the same for every sample: what a network begins with about, and what
/// it has to beat. Of the mean absolute error and Huber's roughly, from the deviation.
double lossOfConstant(const RunStatistics& run);

/// The share of lossOfConstant() that is left, over the newest steps: about 1 of a run that has learned
/// nothing, 0 where it knows everything. NaN before the first step.
double lossLeft(const RunStatistics& run, std::int64_t steps = 128);

/// Layers with weights that learn, in their order.
std::vector<std::size_t> learningLayers(const RunStatistics& run);

/// The newest looks, at most so many, the newest last.
std::span<const RunLook> newestLooks(const RunStatistics& run, std::size_t count);

}  // namespace pellucid::engine
