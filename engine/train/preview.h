// SPDX-License-Identifier: GPL-3.0-or-later
// What would come of a change? Two short branches of a run are trained on copies, one as it is and one with
// the change, and measured on the same kind of samples. The run itself is not touched, and the same question
// has the same answer. Pure; any thread.
#pragma once

#include <memory>
#include <optional>

#include "engine/base/progress.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

/// A run and what it might become.
struct PreviewQuestion {
  Experiment asItIs;
  DatasetPtr dataset;
  RunState state;  ///< where the run is, which fits `asItIs`
  /// The weights that it began with; null where they were drawn from its seed.
  std::shared_ptr<const Vector> initial = nullptr;
  Experiment changed;
  DatasetPtr changedDataset;  ///< the same unless the change is of the data
  /// Both begin again even where the change could act on the run as it goes on, as after a divergence.
  bool beginsAgain = false;
};

struct Preview {
  struct Branch {
    std::int64_t steps =
        0;            ///< done; fewer than were asked for where it diverged, or a rule of its own ended it
    Metrics metrics;  ///< after them; not to be read where it diverged
    std::optional<Diverged> diverged = {};
  };
  std::int64_t steps = 0;  ///< of both
  /// Both began with their initial weights, because the change cannot act on a run that goes on; else where
  /// the run is.
  bool isFromBeginning = false;
  bool isOnValidation =
      false;  ///< measured on the validation samples; on the test samples where there are none
  Branch asItIs = {};
  Branch changed = {};
};

/// A branch that goes on is so long.
inline constexpr std::int64_t kPreviewSteps = 200;
/// And one that begins again so long at most.
inline constexpr std::int64_t kMostPreviewSteps = 2000;

/// Whether the branches begin again: the change cannot act on the run as it goes on.
bool beginsAgain(const PreviewQuestion& question);

/// How many steps both branches take: kPreviewSteps where they go on, and where they begin again as many as
/// the run has done, from kPreviewSteps to kMostPreviewSteps; fewer, at least 10, of networks of which so
/// many would take longer than a few seconds.
std::int64_t previewSteps(const PreviewQuestion& question);

/// Trains and measures both. Refuses what Trainer refuses, and with Progress::cancelled() when it was
/// cancelled.
Result<Preview> preview(const PreviewQuestion& question, const Progress& progress = {});

}  // namespace pellucid::engine
