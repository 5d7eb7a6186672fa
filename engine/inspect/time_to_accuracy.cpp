// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/time_to_accuracy.h"

#include <algorithm>
#include <chrono>

namespace pellucid::engine {
namespace {

constexpr std::int64_t kTestsPerEpoch = 4;

AccuracyCase digitsCase(std::string name, std::vector<LayerSpec> layers, Index batchSize, double peakRate,
                        std::int64_t epochs) {
  Experiment experiment = seedExperiment();
  experiment.network.layers = std::move(layers);
  experiment.network.layers.push_back(dense(10, Activation::Softmax));
  TrainingSpec& training = experiment.training;
  training.batchSize = batchSize;
  training.learningRate = peakRate;
  training.schedule = defaultSchedule(ScheduleKind::OneCycle);
  training.schedule.epochs = epochs;
  training.stopping.epochs = epochs;
  return {.name = std::move(name), .experiment = std::move(experiment)};
}

}  // namespace

std::vector<AccuracyCase> accuracyCases() {
  const auto relu = Activation::Relu;
  return {digitsCase("784-64-10", {dense(64, relu)}, 128, 0.02, 2),
          digitsCase("784-128-64-10", {dense(128, relu), dense(64, relu)}, 64, 0.005, 4),
          digitsCase(
              "cnn",
              {conv2d(8, 5, relu), maxPool(2), conv2d(24, 5, relu), maxPool(2), flatten(), dense(128, relu)},
              32, 0.005, 2)};
}

Result<TimeToAccuracy> measureTimeToAccuracy(const Experiment& experiment, const DatasetPtr& dataset,
                                             std::span<const double> levels) {
  check(experiment.training.stopping.epochs >= 1, "measureTimeToAccuracy: the run has no end");
  auto trainer = Trainer::create(experiment, dataset);
  if (!trainer) return trainer.error();
  const std::int64_t every = std::max<std::int64_t>(1, trainer->stepsPerEpoch() / kTestsPerEpoch);
  TimeToAccuracy measured{.levels = std::vector<std::optional<Reached>>(levels.size())};
  while (!trainer->stopReason()) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point begin = Clock::now();
    do {
      if (std::holds_alternative<Diverged>(trainer->step()))
        return Error{message("The run diverged while it was measured.")};
    } while (!trainer->stopReason() && trainer->state().step % every != 0);
    measured.seconds += std::chrono::duration<double>(Clock::now() - begin).count();
    measured.accuracy = trainer->evaluateTest().accuracy;
    for (std::size_t i = 0; i < levels.size(); ++i)
      if (!measured.levels[i] && measured.accuracy >= levels[i])
        measured.levels[i] = Reached{.step = trainer->state().step, .seconds = measured.seconds};
  }
  return measured;
}

}  // namespace pellucid::engine
