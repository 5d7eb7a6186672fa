// SPDX-License-Identifier: GPL-3.0-or-later
// One step of training as a value: everything that the next step will compute, before it is done. Training is
// a function of state and experiment, so a trace is a preview, made on a copy: recording a step cannot change
// the run. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/network_place.h"
#include "engine/inspect/probe.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

struct StepTrace {
  Experiment experiment;
  DatasetPtr dataset;
  std::shared_ptr<const Network> network;
  std::int64_t stepsPerEpoch = 1;
  std::vector<std::uint32_t> samples;  ///< of the training split; the N columns of the batch
  Trace passes;    ///< N columns, the input, varied as the step saw it, as a full matrix; delta = dL/dz, L
                   ///< the mean over the batch
  Matrix targets;  ///< y, O×N
  Vector sampleLosses;  ///< N values, whose mean is the batch's loss
  Metrics metrics;      ///< of the batch, before the update; as it began when the step diverges
  Vector gradient;      ///< dL/dparameters, laid out as the weights; 0 for frozen layers
  UpdateRule rule;      ///< with the learning rate and clipping of this step
  RunState before;
  RunState after;  ///< as before when the step diverges
  bool bringsBackBest =
      false;  ///< the step ends the run, and the weights become those of the best test before
  std::optional<Diverged> diverged;        ///< why the step cannot be done
  bool hasUpdate = true;                   ///< false of a sample that is only looked at: see sampleTrace()
  std::shared_ptr<const Vector> lookedAt;  ///< and then its weights, in place of both states

  /// Without a target there are neither losses nor deltas.
  bool hasTarget() const { return sampleLosses.size() > 0; }
  Index batchSize() const { return targets.cols(); }
  const Vector& weights() const { return lookedAt ? *lookedAt : before.weights; }
};

/// The step that comes after `before`. The errors are those of Trainer::create and Trainer::restore.
Result<StepTrace> traceStep(const Experiment& experiment, const DatasetPtr& dataset, const RunState& before);

/// One sample that is looked at, as the functions that read a step take it: a batch of one, without an
/// update. The passes are those of `probe`, which was computed with these weights. They are not copied: it is
/// made for each frame of a network that trains.
StepTrace sampleTrace(const Experiment& experiment, const DatasetPtr& dataset,
                      const std::shared_ptr<const Network>& network, std::shared_ptr<const Vector> weights,
                      const Probe& probe);

/// Whether the step sees its samples otherwise than the network answers them in use: a dropout drops, or a
/// batch norm takes the batch's numbers.
bool trainsOtherwise(const StepTrace& trace);

/// Column `sample` of the batch as a probe: what the step's own pass computed of it, with its own loss and
/// dl/dz; 0 of layers to which no gradient comes.
Probe probeOf(const StepTrace& trace, Index sample);

/// Whether the gradient comes as far down as this layer: it ends below the lowest layer that learns.
bool isReached(const StepTrace& trace, std::size_t layer);
bool isFrozen(const StepTrace& trace, std::size_t layer);

/// What enters layer `layer` from its unit (or input) `from`, for column `sample` of the batch.
Scalar incoming(const StepTrace& trace, std::size_t layer, Index from, Index sample);

/// dl/dz of one unit, l the sample's own loss; the layer is reached. The batch's L is the mean of the N
/// losses, so this is N times what the batch's pass holds.
double ownDelta(const StepTrace& trace, std::size_t layer, Index unit, Index sample);

/// Which of the batch's samples pushes a weight which way: each one's own dl/dw, divided by N. The N values
/// add up to dL/dw, also of a frozen layer. The layer is reached.
Vector contributions(const StepTrace& trace, const NetworkPlace& place);

}  // namespace pellucid::engine
