// SPDX-License-Identifier: GPL-3.0-or-later
// Two tests that show where to look when a run does not learn: can this network memorise a few samples, and
// do the inputs matter? Each trains copies from new weights, privately; the run is not affected. They take a
// few hundred steps, so call them on a worker thread.
#pragma once

#include <optional>

#include "engine/base/progress.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// The share of the loss that remains when samples have been memorised.
inline constexpr double kLearnedByHeart = 0.01;

/// A test of memorising training samples, without dropout, penalties, smoothing, schedule or stopping, and
/// with all layers trainable.
struct OneBatchTest {
  Index samples = 0;
  std::int64_t steps = 0;  ///< fewer than planned where the loss fell sooner, or the run diverged
  double before = 0;       ///< mean loss over them
  double after = 0;
  bool hasDiverged = false;
  /// Whether at most a hundredth of the loss is left. If not, look for a fault in the network or its
  /// settings; the data are not to blame.
  bool hasLearned() const { return !hasDiverged && after <= kLearnedByHeart * before; }
};

inline constexpr Index kOneBatchSamples = 20;
inline constexpr std::int64_t kOneBatchSteps = 500;

/// The error is that of Trainer::create(); nothing when cancelled.
std::optional<Result<OneBatchTest>> testOneBatch(const Experiment& experiment, const Dataset& dataset,
                                                 const Progress& progress = {});

/// The same experiment on (at most 2,000 of) the training samples, and on the same samples with all inputs 0.
struct InputTest {
  std::int64_t steps = 0;
  double withInputs = 0;  ///< mean loss over these samples after the steps
  double withoutInputs = 0;
  bool hasDiverged = false;
  /// Whether knowing the inputs saves a twentieth of the loss.
  bool doesMatter() const { return !hasDiverged && withInputs < 0.95 * withoutInputs; }
};

inline constexpr std::int64_t kInputTestSteps = 500;

/// Like testOneBatch().
std::optional<Result<InputTest>> testInputs(const Experiment& experiment, const Dataset& dataset,
                                            const Progress& progress = {});

}  // namespace pellucid::engine
