// SPDX-License-Identifier: GPL-3.0-or-later
// One step of training as a value: everything that the next step will compute, before it is done. Training is
// a function of state and experiment, so a trace is a preview computed on a copy: recording a step cannot
// change the run. Pure functions, any thread.
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
  std::vector<std::uint32_t> samples;  ///< indices in the training split; the N columns of the batch
  Trace passes;    ///< N columns; the input, varied as in the step, as a full matrix; delta = dL/dz, L the
                   ///< mean over the batch
  Matrix targets;  ///< y, O×N
  Vector sampleLosses;  ///< N values, whose mean is the batch's loss
  Metrics metrics;      ///< of the batch, before the update; initial values when the step diverges
  Vector gradient;      ///< dL/dparameters, laid out like the weights; 0 for frozen layers
  UpdateRule rule;      ///< with the learning rate and clipping of this step
  RunState before;
  RunState after;  ///< unchanged when the step diverges
  bool bringsBackBest =
      false;  ///< the step ends the run, and the weights become those of the best test before
  std::optional<Diverged> diverged;        ///< why the step cannot be done
  bool hasUpdate = true;                   ///< false for a sample that is only looked at: see sampleTrace()
  std::shared_ptr<const Vector> lookedAt;  ///< then its weights, in place of both states

  /// Without a target there are neither losses nor deltas.
  bool hasTarget() const { return sampleLosses.size() > 0; }
  Index batchSize() const { return targets.cols(); }
  const Vector& weights() const { return lookedAt ? *lookedAt : before.weights; }
};

/// The step after `before`. The errors are those of Trainer::create and Trainer::restore.
Result<StepTrace> traceStep(const Experiment& experiment, const DatasetPtr& dataset, const RunState& before);

/// One sample that is looked at, in the form used by the functions that read a step: a batch of one, without
/// an update. The passes are those of `probe`, which was computed with these weights. These are not copied:
/// the trace is made for each frame during training.
StepTrace sampleTrace(const Experiment& experiment, const DatasetPtr& dataset,
                      const std::shared_ptr<const Network>& network, std::shared_ptr<const Vector> weights,
                      const Probe& probe);

/// Whether the step treats its samples differently from the network in use: a dropout is active, or a batch
/// norm uses the batch's statistics.
bool trainsOtherwise(const StepTrace& trace);

/// Column `sample` of the batch as a probe: the values from the step's own pass, with the sample's own loss
/// and dl/dz; 0 for layers that the gradient does not reach.
Probe probeOf(const StepTrace& trace, Index sample);

/// Whether the gradient reaches this layer: it ends below the lowest layer that learns.
bool isReached(const StepTrace& trace, std::size_t layer);
bool isFrozen(const StepTrace& trace, std::size_t layer);

/// The input of layer `layer` from unit (or input) `from` below, for column `sample` of the batch.
Scalar incoming(const StepTrace& trace, std::size_t layer, Index from, Index sample);

/// dl/dz of one unit, l the sample's own loss; the gradient reaches the layer. The batch's L is the mean of
/// the N losses, so this is N times the value in the batch's pass.
double ownDelta(const StepTrace& trace, std::size_t layer, Index unit, Index sample);

/// How much each of the batch's samples contributes to a weight's gradient: its own dl/dw, divided by N. The
/// N values add up to dL/dw, also for a frozen layer. The gradient reaches the layer.
Vector contributions(const StepTrace& trace, const NetworkPlace& place);

}  // namespace pellucid::engine
