// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/step_trace.h"

#include <algorithm>

#include "engine/data/batches.h"

namespace pellucid::engine {
namespace {

Vector lossOfEachSample(Loss loss, const LayerTrace& output, const Matrix& y) {
  Vector losses(y.cols());
  LayerTrace one;
  for (Index n = 0; n < y.cols(); ++n) {
    one.z = output.z.col(n);
    one.a = output.a.col(n);
    losses[n] = static_cast<Scalar>(lossSum(loss, one, y.col(n)));
  }
  return losses;
}

/// The step's input, possibly varied samples, as a full matrix.
Matrix fullInput(const Trace& passes) {
  if (!passes.isSparse) return passes.input;
  const SparseBatch& batch = passes.sparseInput;
  Matrix input = Matrix::Zero(batch.features(), batch.samples());
  for (Index q = 0; q < batch.quads(); ++q)
    for (const QuadEntry& entry : batch.quad(q))
      for (Index i = q * kQuad; i < std::min((q + 1) * kQuad, batch.features()); ++i)
        input(i, entry.sample) = entry.values[static_cast<std::size_t>(i % kQuad)];
  return input;
}

}  // namespace

Result<StepTrace> traceStep(const Experiment& experiment, const DatasetPtr& dataset, const RunState& before) {
  auto trainer = Trainer::create(experiment, dataset);
  if (!trainer) return trainer.error();
  if (const auto restored = trainer->restore(before); !restored) return restored.error();
  const auto result = trainer->step();

  StepTrace trace;
  trace.experiment = experiment;
  trace.dataset = dataset;
  trace.network = trainer->network();
  trace.stepsPerEpoch = trainer->stepsPerEpoch();
  const TrainingSpec& training = experiment.training;
  Batches batches(dataset->train.size(), training.batchSize, experiment.seed, training.shuffle);
  const auto indices = batches.indices(before.step);
  trace.samples.assign(indices.begin(), indices.end());
  trace.passes.layers = trainer->trace().layers;
  trace.passes.input = fullInput(trainer->trace());
  trace.targets = trainer->targets();
  trace.sampleLosses = lossOfEachSample(training.loss, trace.passes.layers.back(), trace.targets);
  trace.gradient = trainer->gradient();
  trace.rule = trainer->rule();
  trace.before = before;
  trace.after = trainer->state();
  trace.bringsBackBest = trainer->stopReason() && trace.after.stopping.bestWeights.size() > 0 &&
                         trace.after.stopping.bestStep != trace.after.step;
  if (const auto* diverged = std::get_if<Diverged>(&result))
    trace.diverged = *diverged;
  else
    trace.metrics = std::get<Metrics>(result);
  return trace;
}

StepTrace sampleTrace(const Experiment& experiment, const DatasetPtr& dataset,
                      const std::shared_ptr<const Network>& network, std::shared_ptr<const Vector> weights,
                      const Probe& probe) {
  StepTrace trace;
  trace.hasUpdate = false;
  trace.experiment = experiment;
  trace.dataset = dataset;
  trace.network = network;
  trace.passes = probe.trace;
  trace.targets = Matrix::Zero(network->outputs(), 1);
  trace.lookedAt = std::move(weights);
  if (!probe.hasGradient()) return trace;
  trace.targets.col(0) = probe.y;
  trace.sampleLosses = Vector::Constant(1, static_cast<Scalar>(*probe.loss));
  return trace;
}

bool trainsOtherwise(const StepTrace& trace) {
  return std::ranges::any_of(trace.passes.layers, &LayerTrace::isTraining);
}

Probe probeOf(const StepTrace& trace, Index sample) {
  Probe probe;
  probe.trace.input = trace.passes.input.col(sample);
  for (std::size_t layer = 0; layer < trace.network->layerCount(); ++layer) {
    const LayerTrace& of = trace.passes.layers[layer];
    LayerTrace& own = probe.trace.layers.emplace_back();
    if (of.z.size() > 0) own.z = of.z.col(sample);
    own.a = of.a.col(sample);
    if (isReached(trace, layer))
      own.delta = of.delta.col(sample) * static_cast<Scalar>(trace.batchSize());
    else
      own.delta = Matrix::Zero(own.a.rows(), 1);
  }
  const Split& train = trace.dataset->train;
  if (!train.labels.empty()) probe.target = train.labels[trace.samples[static_cast<std::size_t>(sample)]];
  probe.y = trace.targets.col(sample);
  probe.loss = static_cast<double>(trace.sampleLosses[sample]);
  const TrainingSpec& training = trace.experiment.training;
  const TargetCoding coding =
      targetCoding(training.loss, trace.network->layer(trace.network->layerCount() - 1).activation(),
                   trace.network->outputs(), training.labelSmoothing);
  probe.prediction = answer(trace.passes.output(), sample, coding.middle());
  return probe;
}

bool isReached(const StepTrace& trace, std::size_t layer) {
  return trace.passes.layers[layer].delta.size() > 0;
}

bool isFrozen(const StepTrace& trace, std::size_t layer) {
  return trace.experiment.network.layers[layer].frozen;
}

Scalar incoming(const StepTrace& trace, std::size_t layer, Index from, Index sample) {
  const Matrix& x = layer == 0 ? trace.passes.input : trace.passes.layers[layer - 1].a;
  return x(from, sample);
}

double ownDelta(const StepTrace& trace, std::size_t layer, Index unit, Index sample) {
  check(isReached(trace, layer), "ownDelta: no gradient comes down to this layer");
  return static_cast<double>(trace.passes.layers[layer].delta(unit, sample)) *
         static_cast<double>(trace.batchSize());
}

Vector contributions(const StepTrace& trace, const NetworkPlace& place) {
  check(isReached(trace, place.layer), "contributions: no gradient comes down to this layer");
  // dL/dw = Σ_n Σ_uses delta_n x_n, with delta_n = dL/dz_n;  dL/db = Σ_n Σ_uses delta_n
  const Matrix& delta = trace.passes.layers[place.layer].delta;
  Vector each = Vector::Zero(delta.cols());
  for (const WeightUse& use : usesOf(*trace.network, place))
    for (Index n = 0; n < each.size(); ++n)
      each[n] += delta(use.unit, n) * (use.input ? incoming(trace, place.layer, *use.input, n) : Scalar(1));
  return each;
}

}  // namespace pellucid::engine
