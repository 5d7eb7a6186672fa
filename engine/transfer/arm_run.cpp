// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/arm_run.h"

#include <algorithm>
#include <chrono>

#include "engine/base/median.h"
#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

Experiment experimentOf(const TransferTask& task, const Arm& arm, std::uint64_t seed) {
  Experiment experiment{
      .data = {.name = task.target->name}, .network = task.network, .training = task.training, .seed = seed};
  experiment.training.learningRate *= arm.rateFactor;
  const std::vector<double> factors = rateFactors(arm);
  for (std::size_t i = 0; i < arm.plan.size(); ++i) {
    experiment.network.layers[i].frozen = arm.plan[i] == LayerPlan::Freeze;
    experiment.network.layers[i].rateFactor = factors[i];
  }
  return experiment;
}

/// From a separate stream: a source trained with the same seed began with its initialParameters(), and an arm
/// from scratch would begin with them, too.
Vector firstWeights(const Network& network, std::uint64_t seed) {
  return network.initialParameters(Random(seed, "transfer").next());
}

}  // namespace

Result<ArmRun> ArmRun::create(const TransferTask& task, const Arm& arm, const DatasetPtr& samples,
                              std::uint64_t seed) {
  auto trainer = Trainer::create(experimentOf(task, arm, seed), samples);
  if (!trainer) return trainer.error();
  auto weights = transplant(task.source, task.network, samples->shape, arm.plan,
                            firstWeights(*trainer->network(), seed));
  if (!weights) return weights.error();
  if (const auto set = trainer->setWeights(*std::move(weights)); !set) return set.error();
  return ArmRun(task, arm, *std::move(trainer));
}

ArmRun::ArmRun(const TransferTask& task, const Arm& arm, Trainer trainer)
    : m_task(&task),
      m_trainer(std::move(trainer)),
      m_source(Network::create(task.source.network, task.source.shape).value()),
      m_thawEvery(arm.thawEvery) {
  for (std::size_t i = arm.plan.size(); i-- > 0 && m_thawEvery > 0;)
    if (arm.plan[i] == LayerPlan::Freeze) m_thawing.push_back(i);
}

void ArmRun::thaw() {
  m_thawed.reset();
  const std::int64_t done = m_trainer.state().step;
  if (m_thawEvery == 0 || done == 0 || done % m_thawEvery != 0) return;
  const auto turn = static_cast<std::size_t>(done / m_thawEvery) - 1;
  if (turn >= m_thawing.size() || !m_trainer.experiment().network.layers[m_thawing[turn]].frozen) return;
  m_thawed = m_thawing[turn];
  m_trainer.setFrozen(*m_thawed, false);
}

std::variant<Metrics, Diverged> ArmRun::step() {
  thaw();
  const auto begin = std::chrono::steady_clock::now();
  auto result = m_trainer.step();
  m_milliseconds.push_back(
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  return result;
}

ArmPoint ArmRun::measure() {
  ArmPoint point{.step = m_trainer.state().step,
                 .targetAccuracy = m_trainer.evaluateTest().accuracy,
                 .sourceAccuracy = sourceAccuracy(),
                 .drift = {}};
  const Network& network = *m_trainer.network();
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    point.drift.emplace_back();
    if (!m_task->fits[i].fits || network.layer(i).tensors().empty()) continue;
    const Tensor& weight = *std::ranges::find(network.tensors(), i, &Tensor::layer);
    const auto now = m_trainer.state().weights.segment(weight.offset, weight.size());
    const auto before = m_task->source.weights.segment(m_source->layerOffset(i), weight.size());
    if (const Scalar norm = before.norm(); norm > 0)
      point.drift.back() = static_cast<double>((now - before).norm() / norm);
  }
  return point;
}

std::optional<double> ArmRun::sourceAccuracy() {
  const Network& network = *m_trainer.network();
  const std::size_t head = m_source->layerCount() - 1;
  if (m_task->sourceTest.size() == 0 || network.layerCount() != m_source->layerCount()) return std::nullopt;
  Vector weights = m_task->source.weights;
  for (std::size_t i = 0; i <= head; ++i) {
    if (i == head && m_task->hasNewHead) break;
    if (!m_task->fits[i].fits) return std::nullopt;
    weights.segment(m_source->layerOffset(i), m_source->layer(i).parameterCount()) =
        m_trainer.state().weights.segment(network.layerOffset(i), network.layer(i).parameterCount());
  }
  const Loss loss =
      m_source->layer(head).activation() == Activation::Softmax ? Loss::CrossEntropy : Loss::MeanSquaredError;
  return m_evaluator.evaluate(*m_source, weights, m_task->sourceTest, loss, false).accuracy;
}

Index ArmRun::trainableParameters() const {
  Index count = 0;
  for (std::size_t i = 0; i < m_trainer.network()->layerCount(); ++i)
    if (!m_trainer.experiment().network.layers[i].frozen)
      count += m_trainer.network()->layer(i).learnedCount();
  return count;
}

double ArmRun::millisecondsPerStep() const {
  return m_milliseconds.empty() ? 0 : median(m_milliseconds);
}

}  // namespace pellucid::engine
