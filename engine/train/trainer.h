// SPDX-License-Identifier: GPL-3.0-or-later
// The textbook loop: take a batch, forward, loss, backward, update. Synchronous and without a thread of its
// own; Session drives it for the window, the command line calls it directly. Use it from one thread at a
// time.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/batches.h"
#include "engine/train/evaluation.h"
#include "engine/train/experiment.h"
#include "engine/train/history.h"
#include "engine/train/phase.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// Seconds spent in the parts of steps, added up.
struct StepTimes {
  double forward = 0;
  double backward = 0;
  double optimizer = 0;
  double rest = 0;  ///< gathering the batch, the loss, looking for a divergence
};

class Trainer {
 public:
  /// Refuses an experiment that does not fit itself or the data, with the message of validate().
  static Result<Trainer> create(const Experiment& experiment, DatasetPtr dataset);

  /// One batch and one update. Returns the batch's means before the update, or why the run diverged; then the
  /// state is as it was. A run diverges when its loss, gradient or what the update makes of them is not
  /// finite, or its loss is kExplosion times that of guessing. At an epoch's end a schedule or a stopping
  /// rule that needs it measures the validation samples, or where there are none the test split. Adds to
  /// `times` where they are asked for; that asks the clock five times.
  std::variant<Metrics, Diverged> step(StepTimes* times = nullptr);

  /// Why the last step was the last one, by the experiment's rules. With patience the weights are then those
  /// of the best test.
  std::optional<StopReason> stopReason() const { return m_stopReason; }

  /// Loss and accuracy over the validation samples, as the weights are now; nothing where there are none.
  std::optional<Metrics> evaluateValidation();
  /// The same over the test split.
  Metrics evaluateTest();
  /// That in parts: measures a few hundred samples more, and gives the answer once it has measured all.
  std::optional<Metrics> measureTest();

  /// Acts from the next step on; > 0.
  void setLearningRate(double rate) { m_experiment.training.learningRate = rate; }
  /// A padlock: gradients pass through a frozen layer, its weights and optimizer state do not change.
  void setFrozen(std::size_t layer, bool frozen);

  /// Takes over what acts at once of an experiment with compare() == Live. Other samples of the user's own
  /// are trained on from the next step on; they must be valid.
  void applyLive(const Experiment& experiment);

  const RunState& state() const { return m_state; }
  /// Refuses a state whose sizes do not fit this network and optimizer, or whose counts contradict.
  Result<void> restore(RunState state);
  /// Which number of the state is not finite, if any: it can't be trained on. Steps leave none; a state that
  /// was restored or a parameter that was set may have one.
  std::optional<Diverged> findNotFinite() const;
  /// Takes over weights alone, as from an imported model; refuses a wrong count.
  Result<void> setWeights(Vector weights);
  /// Edits one parameter by hand: number `index` of the flat vector. Of a value that is not finite
  /// findNotFinite() tells.
  void setParameter(Index index, Scalar value);

  const Experiment& experiment() const { return m_experiment; }
  const Dataset& dataset() const { return *m_dataset; }
  const DatasetPtr& datasetPtr() const { return m_dataset; }
  const std::shared_ptr<const Network>& network() const { return m_network; }
  std::int64_t stepsPerEpoch() const { return m_batches.perEpoch(); }
  std::int64_t epochs() const { return m_batches.epochsAfter(m_state.step); }
  /// Samples in the last step's batch.
  std::size_t batchSamples() const { return static_cast<std::size_t>(trace().samples()); }
  /// dL/dparameters of the last step's batch, laid out as the weights; 0 for frozen layers.
  const Vector& gradient() const { return m_gradient; }
  /// What the last step's two passes left behind, its targets y (O×N), and how its gradient became an update.
  const Trace& trace() const { return m_workspaces[m_inUse].trace; }
  const Matrix& targets() const { return m_workspaces[m_inUse].targets; }
  const UpdateRule& rule() const { return m_rule; }
  /// How large the last step was: its rate, and where isMeasured() also its gradient and its update.
  const StepSizes& sizes() const { return m_sizes; }

  /// Whether the step that leads to this one is measured. Of the first ones all are; later it would take a
  /// tenth of the time of a quick step.
  static constexpr bool isMeasured(std::int64_t step) { return step <= 64 || step % 16 == 0; }

  static constexpr double kExplosion = 1e4;
  /// While the sizes of weights and gradients add up to less than this, no update whose settings are within
  /// their ranges can leave the range of a float.
  static constexpr Scalar kSafeSum = Scalar(1e9);

 private:
  Trainer(const Experiment& experiment, DatasetPtr dataset, std::shared_ptr<const Network> network);
  void takeBatch(std::span<const std::uint32_t> indices, Trace& trace);
  void takeData(DatasetPtr dataset);
  /// What clipping by norm leaves of the gradient of all layers that are not frozen.
  double clippedScale() const;
  std::optional<StopReason> afterStep();
  /// The weights are others than those that were measured.
  void forgetTest();
  /// `gradientSize` is Σ|g|.
  std::optional<Diverged> findDivergence(double loss, Scalar gradientSize) const;
  /// What the update that led from `before` to the state made infinite, or not a number.
  std::optional<Diverged> findOverflow(const RunState& before) const;
  Diverged notFinite() const;
  Diverged exploded(double loss) const;

  struct Workspace {
    Trace trace;
    Matrix targets;  ///< y, O×N
  };

  Experiment m_experiment;
  DatasetPtr m_dataset;
  std::shared_ptr<const Network> m_network;
  Batches m_batches;
  RunState m_state;
  double m_explosionLoss;
  TargetCoding m_coding;
  bool m_isSparse;
  TrainingPass m_pass;
  // One for whole batches and one for an epoch's last, shorter one, so that no matrix changes its size.
  std::array<Workspace, 2> m_workspaces;
  std::size_t m_inUse = 0;
  static constexpr Scalar kNotMeasured = std::numeric_limits<Scalar>::infinity();
  Scalar m_weightSize = kNotMeasured;  ///< Σ|w| of the layers that learn
  Vector m_gradient;
  UpdateRule m_rule;
  StepSizes m_sizes;
  Split m_varied;                        ///< the batch as augmentation varies it
  std::vector<std::uint32_t> m_inOrder;  ///< 0, 1, …: of its samples
  Evaluator m_evaluator;
  // Of the weights as they are.
  Evaluator::Sums m_measured;
  std::optional<Metrics> m_test;
  std::optional<StopReason> m_stopReason;
};

}  // namespace pellucid::engine
