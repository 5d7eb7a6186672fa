// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_loop.h"

#include <chrono>
#include <variant>

namespace pellucid::app {

TrainOutcome trainUpTo(std::int64_t targetSteps, engine::Trainer& trainer, engine::History& history,
                       Progress& progress, const Interrupt& interrupt) {
  const auto begin = std::chrono::steady_clock::now();
  TrainOutcome outcome;
  std::optional<std::int64_t> testedStep;
  const auto test = [&] {
    outcome.test = trainer.evaluateTest();
    testedStep = trainer.state().step;
    // A project that was saved here has this point already.
    if (history.test.empty() || history.test.back().step < *testedStep)
      history.test.push_back({.step = *testedStep, .metrics = outcome.test});
  };

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
    history.train.push_back({.step = step, .metrics = train});
    outcome.samples += static_cast<std::int64_t>(trainer.batchSamples());
    progress.step(train);
    if (step % trainer.stepsPerEpoch() == 0) {
      test();
      progress.epoch(train, outcome.test);
    }
    outcome.stopReason = trainer.stopReason();
    if (outcome.stopReason) break;
  }
  if (testedStep != trainer.state().step) test();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace pellucid::app
