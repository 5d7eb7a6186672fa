// SPDX-License-Identifier: GPL-3.0-or-later
// All arms of one seed and one number of samples, side by side: each step gives every arm the same batch, so
// they can be watched together. Synchronous; one thread at a time. Padlocks can change between two steps.
#pragma once

#include "engine/transfer/arm_run.h"

namespace pellucid::engine {

/// A padlock opened or closed during the run, by hand or because its arm thaws.
struct PadlockTurn {
  std::int64_t step = 0;  ///< after this many steps
  std::size_t layer = 0;
  bool isFrozen = false;
  friend bool operator==(const PadlockTurn&, const PadlockTurn&) = default;
};

class ArmRace {
 public:
  struct Lane {
    std::string name;
    ArmRun run;
    std::vector<ArmPoint> points = {};  ///< the first is before the first step
    std::vector<PadlockTurn> turns = {};
    std::optional<Diverged> diverged = {};  ///< a diverged arm stays where it is
  };

  /// Measures before the first step, then after each `every` steps (≥ 1). Refuses what fewSamples() and
  /// ArmRun::create() refuse.
  static Result<ArmRace> create(std::shared_ptr<const TransferTask> task, const std::vector<Arm>& arms,
                                Index samplesPerClass, std::uint64_t seed, std::int64_t every);

  /// The next batch for every arm that has not diverged.
  void step();
  std::int64_t steps() const { return m_steps; }

  /// Closes or opens a padlock from the next step on; the other arms are not affected. Does nothing where the
  /// state is the same already, or the layer has no weights.
  void setFrozen(std::size_t arm, std::size_t layer, bool isFrozen);

  const std::vector<Lane>& lanes() const { return m_lanes; }
  const std::shared_ptr<const TransferTask>& task() const { return m_task; }

 private:
  ArmRace(std::shared_ptr<const TransferTask> task, std::int64_t every)
      : m_task(std::move(task)), m_every(every) {}

  std::shared_ptr<const TransferTask> m_task;  // the runs refer to it
  std::int64_t m_every;
  std::int64_t m_steps = 0;
  std::vector<Lane> m_lanes;
};

}  // namespace pellucid::engine
