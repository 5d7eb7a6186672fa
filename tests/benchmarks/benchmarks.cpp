// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the engine is where the window waits for it. Numbers worth comparing come from an idle machine
// only.
#include <benchmark/benchmark.h>

#include "engine/data/catalogue.h"
#include "engine/inspect/probe.h"
#include "engine/train/session.h"
#include "tests/support/datasets.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const DatasetPtr& mnist() {
  static const DatasetPtr dataset =
      loadDataset("mnist", {.mnist = mnistFolder(), .fashionMnist = {}}).value();
  return dataset;
}

void trainSteps(benchmark::State& state, const Experiment& experiment, const DatasetPtr& dataset) {
  Trainer trainer = Trainer::create(experiment, dataset).value();
  std::int64_t samples = 0;
  for (auto _ : state) {
    if (!std::holds_alternative<Metrics>(trainer.step())) state.SkipWithError("diverged");
    samples += static_cast<std::int64_t>(trainer.batchSamples());
  }
  state.SetItemsProcessed(samples);
}

/// 784–64 relu–10 softmax, batches of 32: items are samples.
void trainMnist(benchmark::State& state, Optimizer optimizer) {
  Experiment experiment = seedExperiment();
  experiment.training.optimizer = optimizer;
  trainSteps(state, experiment, mnist());
}
BENCHMARK_CAPTURE(trainMnist, adam, Optimizer::Adam);
BENCHMARK_CAPTURE(trainMnist, momentum, Optimizer::Momentum);
BENCHMARK_CAPTURE(trainMnist, sgd, Optimizer::Sgd);

/// 2–4–2–2, one sample a batch: what a step costs beside its arithmetic.
void trainTiny(benchmark::State& state) {
  Experiment experiment = smallExperiment();
  experiment.network.layers = {{.units = 4, .activation = Activation::Tanh, .frozen = false},
                               {.units = 2, .activation = Activation::Tanh, .frozen = false},
                               {.units = 2, .activation = Activation::Softmax, .frozen = false}};
  experiment.training.batchSize = 1;
  experiment.training.learningRate = 0.001;
  trainSteps(state, experiment, syntheticDataset(1000, 2, 2));
}
BENCHMARK(trainTiny);

void trainToy(benchmark::State& state, std::vector<LayerSpec> layers) {
  Experiment experiment = smallExperiment();
  experiment.network.layers = std::move(layers);
  experiment.training.loss = Loss::MeanSquaredError;
  experiment.training.optimizer = Optimizer::Sgd;
  experiment.training.batchSize = 10;
  experiment.training.learningRate = 0.001;
  trainSteps(state, experiment, syntheticDataset(500, 2, 2));
}
BENCHMARK_CAPTURE(trainToy, toy_2_4_2_2,
                  {dense(4, Activation::Tanh), dense(2, Activation::Tanh), dense(2, Activation::Tanh)});
BENCHMARK_CAPTURE(trainToy, toy_2_8_8_2,
                  {dense(8, Activation::Tanh), dense(8, Activation::Tanh), dense(2, Activation::Tanh)});

void trainCnn(benchmark::State& state) {
  Experiment experiment = seedExperiment();
  const auto R = Activation::Relu;
  experiment.network.layers = {conv2d(8, 5, R),
                               maxPool(2),
                               conv2d(16, 5, R),
                               maxPool(2),
                               flatten(),
                               dense(64, R),
                               dense(10, Activation::Softmax)};
  trainSteps(state, experiment, mnist());
}
BENCHMARK(trainCnn);
void trainWide(benchmark::State& state) {
  Experiment experiment = seedExperiment();
  experiment.network.layers[0].units = 512;
  experiment.training.batchSize = 128;
  trainSteps(state, experiment, mnist());
}
BENCHMARK(trainWide);

/// The 10,000 test images: items are samples.
void evaluateMnist(benchmark::State& state) {
  Trainer trainer = Trainer::create(seedExperiment(), mnist()).value();
  for (auto _ : state) benchmark::DoNotOptimize(trainer.evaluateTest());
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
  for (auto _ : state)
    benchmark::DoNotOptimize(loadDataset("mnist", {.mnist = mnistFolder(), .fashionMnist = {}}).value());
}
BENCHMARK(loadMnist)->Unit(benchmark::kMillisecond);

/// The same steps through a session: what commands, history and snapshots cost. A window polls every 16 ms;
/// polling all the time is the worst that can happen. An iteration is half an epoch and the test after it.
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

BENCHMARK_MAIN();
