// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_loop.h"

#include <chrono>
#include <span>
#include <variant>
#include <vector>

namespace pellucid::app {
namespace {

/// The mean loss of the last epoch's batches, from the points added.
class EpochLoss {
 public:
  explicit EpochLoss(std::int64_t stepsPerEpoch) : m_stepsPerEpoch(stepsPerEpoch) {}

  void add(const engine::HistoryPoint& point) {
    const std::int64_t epoch = (point.step - 1) / m_stepsPerEpoch;
    if (epoch != m_epoch) *this = EpochLoss(m_stepsPerEpoch);
    m_epoch = epoch;
    m_sum += point.metrics.loss;
    ++m_batches;
  }
  std::optional<double> mean() const {
    if (m_batches == 0) return std::nullopt;
    return m_sum / static_cast<double>(m_batches);
  }

 private:
  std::int64_t m_stepsPerEpoch;
  std::int64_t m_epoch = -1;
  std::int64_t m_batches = 0;
  double m_sum = 0;
};

}  // namespace

TrainOutcome trainUpTo(std::int64_t targetSteps, engine::Trainer& trainer, engine::History& history,
                       MetricsFile* metrics, engine::RunWatch* watch, Progress& progress,
                       const Interrupt& interrupt) {
  const auto begin = std::chrono::steady_clock::now();
  TrainOutcome outcome;
  EpochLoss epochLoss(trainer.stepsPerEpoch());
  for (const engine::HistoryPoint& point : history.train) epochLoss.add(point);
  std::optional<std::int64_t> testedStep;
  const auto test = [&] {
    outcome.test = trainer.evaluateTest();
    testedStep = trainer.state().step;
    // A project that was saved here already has this point.
    const engine::HistoryPoint point{.step = *testedStep, .metrics = outcome.test};
    if (history.test.empty() || history.test.back().step < *testedStep)
      engine::appendTests(history.test, std::span(&point, 1));
  };

  if (watch != nullptr) watch->diagnose(trainer, history);
  while (trainer.state().step < targetSteps) {
    if (interrupt.wasRequested()) {
      outcome.isInterrupted = true;
      break;
    }
    auto result = trainer.step();
    if (auto* diverged = std::get_if<engine::Diverged>(&result)) {
      outcome.diverged = std::move(*diverged);
      break;
    }
    const auto& train = std::get<engine::Metrics>(result);
    const std::int64_t step = trainer.state().step;
    const engine::HistoryPoint point{.step = step, .metrics = train, .sizes = trainer.sizes()};
    engine::append(history.train, std::span(&point, 1));
    epochLoss.add(point);
    outcome.samples += static_cast<std::int64_t>(trainer.batchSamples());
    progress.step(train);
    const bool isEndOfEpoch = step % trainer.stepsPerEpoch() == 0;
    if (isEndOfEpoch) {
      test();
      progress.epoch(train, outcome.test);
    }
    if (metrics != nullptr) metrics->add(point, isEndOfEpoch ? &outcome.test : nullptr);
    if (watch != nullptr && watch->isDue(step)) watch->diagnose(trainer, history);
    outcome.stopReason = trainer.stopReason();
    if (outcome.stopReason) break;
  }
  if (testedStep != trainer.state().step) test();
  outcome.validation = trainer.evaluateValidation();
  outcome.trainLoss = epochLoss.mean();
  if (watch != nullptr) outcome.findings = watch->diagnose(trainer, history, outcome.diverged);
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace pellucid::app
