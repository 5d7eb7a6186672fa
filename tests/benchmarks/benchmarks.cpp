// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the engine is where the window waits for it. Numbers worth comparing come from an idle machine
// only.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engine/data/catalogue.h"
#include "engine/inspect/probe.h"
#include "engine/inspect/speed.h"
#include "engine/train/batch_input.h"
#include "engine/train/session.h"
#include "tests/support/datasets.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

DatasetPtr load(const std::string& name) {
  return loadDataset(name, {.mnist = mnistFolder(), .fashionMnist = {}}).value();
}

const DatasetPtr& mnist() {
  static const DatasetPtr dataset = load("mnist");
  return dataset;
}

/// Items are samples.
void trainSteps(benchmark::State& state, const Experiment& experiment) {
  const std::string& name = experiment.data.name;
  Trainer trainer = Trainer::create(experiment, name == "mnist" ? mnist() : load(name)).value();
  std::int64_t samples = 0;
  for (auto _ : state) {
    if (!std::holds_alternative<Metrics>(trainer.step())) state.SkipWithError("diverged");
    samples += static_cast<std::int64_t>(trainer.batchSamples());
  }
  state.SetItemsProcessed(samples);
}

/// The same cases as `pellucid bench`; 784-64-10 with each optimizer; and what a padlock saves.
void addTraining() {
  const auto add = [](const std::string& name, const Experiment& experiment) {
    benchmark::RegisterBenchmark(("train/" + name).c_str(), trainSteps, experiment);
  };
  for (const SpeedCase& one : speedCases()) add(one.name, one.experiment);
  for (const auto& [optimizer, name] : kEnumNames<Optimizer>) {
    Experiment experiment = seedExperiment();
    experiment.training.optimizer = optimizer;
    experiment.training.settings = defaultSettings(optimizer);
    add(fmt::format("784-64-10/{}", name), experiment);
  }
  // In a transplanted network only the head learns: nothing below it is computed on the way back.
  for (const SpeedCase& one : speedCases()) {
    Experiment experiment = one.experiment;
    for (LayerSpec& layer : experiment.network.layers) layer.frozen = hasParameters(layer.kind);
    experiment.network.layers.back().frozen = false;
    add(one.name + "/head", experiment);
  }
}

/// The 10,000 test images: items are samples.
void evaluateMnist(benchmark::State& state) {
  const Trainer trainer = Trainer::create(seedExperiment(), mnist()).value();
  const bool isSparse = prefersSparse(*trainer.network(), *mnist());
  Evaluator evaluator;
  for (auto _ : state)
    benchmark::DoNotOptimize(evaluator.evaluate(*trainer.network(), trainer.state().weights, mnist()->test,
                                                Loss::CrossEntropy, isSparse));
  state.SetItemsProcessed(state.iterations() * mnist()->test.size());
}
BENCHMARK(evaluateMnist)->Unit(benchmark::kMillisecond);

/// One digit forward and back, as the canvas does for each frame.
void probeMnist(benchmark::State& state) {
  const Trainer trainer = Trainer::create(seedExperiment(), mnist()).value();
  const Vector input = sample(mnist()->test, 784, 0);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        probe(*trainer.network(), trainer.state().weights, Loss::CrossEntropy, input, 7));
}
BENCHMARK(probeMnist)->Unit(benchmark::kMicrosecond);

void loadMnist(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load("mnist"));
}
BENCHMARK(loadMnist)->Unit(benchmark::kMillisecond);

/// The same steps through a session: what commands, history and snapshots cost. A window polls every 16 ms;
/// polling all the time is the worst case. An iteration is half an epoch and the test after it.
void trainSession(benchmark::State& state, int pauseInMs) {
  constexpr std::int64_t kSteps = 937;
  Session session;
  session.post(StartRun{.run = 1, .experiment = seedExperiment(), .dataset = mnist(), .state = {}});
  std::int64_t goal = 0;
  std::int64_t snapshots = 0;
  for (auto _ : state) {
    goal += kSteps;
    session.post(TrainSteps{kSteps});
    std::int64_t reached = -1;
    while (reached < goal) {
      std::this_thread::sleep_for(std::chrono::milliseconds(pauseInMs));
      const Update update = session.poll();
      if (!update.snapshot) continue;
      ++snapshots;
      reached = update.snapshot->state.step;
    }
  }
  state.SetItemsProcessed(state.iterations() * kSteps * 32);
  state.counters["snapshots"] =
      benchmark::Counter(static_cast<double>(snapshots), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(trainSession, polled_every_16_ms, 16)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(trainSession, polled_all_the_time, 0)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  addTraining();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
