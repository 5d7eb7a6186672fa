// SPDX-License-Identifier: GPL-3.0-or-later
// One arm of a transfer experiment in training, with its measurements along the way. Synchronous; one thread
// at a time, any number of arms side by side. Measuring changes no bit of the training.
#pragma once

#include <optional>

#include "engine/train/trainer.h"
#include "engine/transfer/task.h"

namespace pellucid::engine {

/// The measurements at one step of one arm.
struct ArmPoint {
  std::int64_t step = 0;
  double targetAccuracy = 0;  ///< on the target's test samples, 0 … 1
  /// On the source's test samples, with the source's own output layer where it was replaced: what is not
  /// forgotten. Nothing where the source's task is unknown or a layer below does not fit.
  std::optional<double> sourceAccuracy;
  /// ‖W − W_source‖ / ‖W_source‖ for each layer's weights; nothing for layers that have none or do not fit.
  std::vector<std::optional<double>> drift;
  friend bool operator==(const ArmPoint&, const ArmPoint&) = default;
};

class ArmRun {
 public:
  /// `samples` are those of fewSamples(task.target); `seed` determines the batches and the initial weights of
  /// new layers, so that arms of one seed see the same batches and begin with the same output layer. `task`
  /// must outlive the run. Refuses what transplant() and Trainer::create() refuse.
  static Result<ArmRun> create(const TransferTask& task, const Arm& arm, const DatasetPtr& samples,
                               std::uint64_t seed);

  /// One batch, before which a thawing arm opens its next layer when due. Returns the batch's means before
  /// the update, or why the run diverged.
  std::variant<Metrics, Diverged> step();
  ArmPoint measure();

  /// Sets a padlock, also during a run.
  void setFrozen(std::size_t layer, bool frozen) { m_trainer.setFrozen(layer, frozen); }
  /// The layer opened by the last step.
  std::optional<std::size_t> thawed() const { return m_thawed; }
  const Trainer& trainer() const { return m_trainer; }
  /// Number of parameters that are trainable now.
  Index trainableParameters() const;
  /// Median over the steps so far, which a busy machine disturbs less than their mean; 0 before the first.
  double millisecondsPerStep() const;

 private:
  ArmRun(const TransferTask& task, const Arm& arm, Trainer trainer);
  void thaw();
  std::optional<double> sourceAccuracy();

  const TransferTask* m_task;
  Trainer m_trainer;
  std::shared_ptr<const Network> m_source;
  Evaluator m_evaluator;
  std::vector<double> m_milliseconds;
  std::int64_t m_thawEvery;
  std::vector<std::size_t> m_thawing;  ///< in order of opening
  std::optional<std::size_t> m_thawed;
};

}  // namespace pellucid::engine
