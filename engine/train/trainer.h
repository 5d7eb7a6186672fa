// SPDX-License-Identifier: GPL-3.0-or-later
// The textbook loop: take a batch, forward, loss, backward, update. Synchronous, without its own thread;
// Session drives it for the window, the command line calls it directly. Use it from one thread at a time.
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

/// Seconds spent in the parts of steps, accumulated.
struct StepTimes {
  double forward = 0;
  double backward = 0;
  double optimizer = 0;
  double rest = 0;  ///< gathering the batch, the loss, checking for divergence
};

class Trainer {
 public:
  /// Refuses an experiment that is inconsistent or does not fit the data, with the message of validate().
  static Result<Trainer> create(const Experiment& experiment, DatasetPtr dataset);

  /// One batch and one update. Returns the batch's means before the update, or why the run diverged; then the
  /// state is unchanged. A run diverges when its loss, its gradient or the result of the update is not
  /// finite, or its loss is kExplosion times that of guessing. At an epoch's end, a schedule or stopping rule
  /// that needs it measures the validation samples, or the test split where there are none. Adds to `times`
  /// unless null, which reads the clock five times.
  std::variant<Metrics, Diverged> step(StepTimes* times = nullptr);

  /// Why the experiment's rules made the last step the final one. With patience the weights are then those of
  /// the best test.
  std::optional<StopReason> stopReason() const { return m_stopReason; }

  /// Loss and accuracy over the validation samples with the present weights; nothing where there are none.
  std::optional<Metrics> evaluateValidation();
  /// The same over the test split.
  Metrics evaluateTest();
  /// The same in parts: measures a few hundred more samples, and returns the result once all are measured.
  std::optional<Metrics> measureTest();

  /// Takes effect from the next step; > 0.
  void setLearningRate(double rate) { m_experiment.training.learningRate = rate; }
  /// A padlock: gradients pass through a frozen layer; its weights and optimizer state do not change.
  void setFrozen(std::size_t layer, bool frozen);

  /// Applies the settings that take effect at once from an experiment with compare() == Live. Other own
  /// samples of the user are used from the next step; they must be valid.
  void applyLive(const Experiment& experiment);

  const RunState& state() const { return m_state; }
  /// Refuses a state whose sizes do not fit this network and optimizer, or whose counts are inconsistent.
  Result<void> restore(RunState state);
  /// The value of the state that is not finite, if any: it cannot be trained on. Steps leave none; a restored
  /// state or a parameter set by hand may have one.
  std::optional<Diverged> findNotFinite() const;
  /// Adopts weights alone, as from an imported model; refuses a wrong count.
  Result<void> setWeights(Vector weights);
  /// Edits one parameter by hand: index `index` in the flat vector. findNotFinite() reports a value that is
  /// not finite.
  void setParameter(Index index, Scalar value);

  const Experiment& experiment() const { return m_experiment; }
  const Dataset& dataset() const { return *m_dataset; }
  const DatasetPtr& datasetPtr() const { return m_dataset; }
  const std::shared_ptr<const Network>& network() const { return m_network; }
  std::int64_t stepsPerEpoch() const { return m_batches.perEpoch(); }
  std::int64_t epochs() const { return m_batches.epochsAfter(m_state.step); }
  /// Samples in the last step's batch.
  std::size_t batchSamples() const { return static_cast<std::size_t>(trace().samples()); }
  /// dL/dparameters of the last step's batch, laid out like the weights; 0 for frozen layers.
  const Vector& gradient() const { return m_gradient; }
  /// Results of the last step's two passes, its targets y (O×N), and how its gradient became an update.
  const Trace& trace() const { return m_workspaces[m_inUse].trace; }
  const Matrix& targets() const { return m_workspaces[m_inUse].targets; }
  const UpdateRule& rule() const { return m_rule; }
  /// The size of the last step: its rate, and where isMeasured() also its gradient and its update.
  const StepSizes& sizes() const { return m_sizes; }

  /// Whether the step that leads to this one is measured. The first ones all are; later this would take a
  /// tenth of the time of a quick step.
  static constexpr bool isMeasured(std::int64_t step) { return step <= 64 || step % 16 == 0; }

  static constexpr double kExplosion = 1e4;
  /// While the sizes of weights and gradients add up to less than this, no update whose settings are in range
  /// can exceed the range of a float.
  static constexpr Scalar kSafeSum = Scalar(1e9);

 private:
  Trainer(const Experiment& experiment, DatasetPtr dataset, std::shared_ptr<const Network> network);
  void takeBatch(std::span<const std::uint32_t> indices, Trace& trace);
  void takeData(DatasetPtr dataset);
  /// The scale that clipping by norm applies to the gradient of all layers that are not frozen.
  double clippedScale() const;
  std::optional<StopReason> afterStep();
  /// The weights differ from those that were measured.
  void forgetTest();
  /// `gradientSize` is Σ|g|.
  std::optional<Diverged> findDivergence(double loss, Scalar gradientSize) const;
  /// The value, if any, that the update from `before` to the present state made infinite or NaN.
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
  Split m_varied;                        ///< the batch as varied by augmentation
  std::vector<std::uint32_t> m_inOrder;  ///< 0, 1, …: indices of its samples
  Evaluator m_evaluator;
  // For the present weights.
  Evaluator::Sums m_measured;
  std::optional<Metrics> m_test;
  std::optional<StopReason> m_stopReason;
};

}  // namespace pellucid::engine
