// SPDX-License-Identifier: GPL-3.0-or-later
// One look along the next step. Immutable; made on a worker, from values that it holds.
#pragma once

#include <memory>

#include "engine/base/progress.h"
#include "engine/inspect/lens/step_lens.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

struct LensLook {
  std::uint64_t run = 0;  ///< of the snapshot, like the following fields
  std::uint64_t revision = 0;
  std::shared_ptr<const engine::Network> network;
  engine::Experiment experiment;
  std::int64_t step = 0;  ///< steps done before the one looked along
  /// None where that step can't be done.
  std::optional<engine::StepLens> lens;
  double milliseconds = 0;  ///< time taken

  bool isOf(const engine::Snapshot& snapshot) const;
};
using LensLookPtr = std::shared_ptr<const LensLook>;

struct LensQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< whole
  engine::DatasetPtr dataset;                        ///< with training samples
  engine::Index mostTest = 1000;                     ///< samples
  engine::LensRange range = {};
};

/// Null when it was cancelled.
LensLookPtr takeLensLook(const LensQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
