// SPDX-License-Identifier: GPL-3.0-or-later
// What would be the effect of a change? Two short branches of a run are trained on copies, one as it is and
// one with the change, and measured on the same kind of samples. The run itself is not affected, and the same
// question always has the same answer. Pure; any thread.
#pragma once

#include <memory>
#include <optional>

#include "engine/base/progress.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

/// A run and its possible change.
struct PreviewQuestion {
  Experiment asItIs;
  DatasetPtr dataset;
  RunState state;  ///< the state of the run, which fits `asItIs`
  /// The run's initial weights; null where they were drawn from its seed.
  std::shared_ptr<const Vector> initial = nullptr;
  Experiment changed;
  DatasetPtr changedDataset;  ///< the same unless the change affects the data
  /// Both start again even where the change could act on the run as it continues, as after a divergence.
  bool beginsAgain = false;
};

struct Preview {
  struct Branch {
    std::int64_t steps =
        0;            ///< steps done; fewer than requested where it diverged or one of its rules ended it
    Metrics metrics;  ///< afterwards; invalid where it diverged
    std::optional<Diverged> diverged = {};
  };
  std::int64_t steps = 0;  ///< of both branches
  /// Whether both started from the initial weights, because the change cannot act on a run in progress,
  /// rather than from its present state.
  bool isFromBeginning = false;
  bool isOnValidation =
      false;  ///< measured on the validation samples; on the test samples where there are none
  Branch asItIs = {};
  Branch changed = {};
};

/// Length of a branch that continues.
inline constexpr std::int64_t kPreviewSteps = 200;
/// Greatest length of a branch that starts again.
inline constexpr std::int64_t kMostPreviewSteps = 2000;

/// Whether the branches start again: the change cannot act on the run as it continues.
bool beginsAgain(const PreviewQuestion& question);

/// Number of steps of both branches: kPreviewSteps where they continue; where they start again, the run's own
/// steps, limited to kPreviewSteps … kMostPreviewSteps; fewer, but at least 10, for networks that would take
/// longer than a few seconds.
std::int64_t previewSteps(const PreviewQuestion& question);

/// Trains and measures both. Refuses what Trainer refuses, and returns Progress::cancelled() when cancelled.
Result<Preview> preview(const PreviewQuestion& question, const Progress& progress = {});

}  // namespace pellucid::engine
