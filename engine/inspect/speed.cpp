// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/speed.h"

#include <chrono>
#include <ctime>
#include <functional>

#include "engine/base/median.h"
#include "engine/train/batch_input.h"

namespace pellucid::engine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStretches = 20;

/// In processor time, not wall-clock time: other load on the machine matters less.
double secondsOf(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// Seconds per call of `work`: the median over sections of as many calls as fill `seconds`, and over fewer
/// sections where one call takes longer.
double medianSeconds(double seconds, const std::function<void()>& work) {
  const double stretch = seconds / kStretches;
  std::int64_t calls = 1;
  const auto repeat = [&] {
    for (std::int64_t i = 0; i < calls; ++i) work();
  };
  double taken = secondsOf(repeat);
  double spent = taken;
  for (; taken < stretch / 2; spent += taken) {
    calls *= 2;
    taken = secondsOf(repeat);
  }
  std::vector<double> times = {taken / static_cast<double>(calls)};
  while (times.size() < kStretches && spent + taken <= seconds) {
    taken = secondsOf(repeat);
    spent += taken;
    times.push_back(taken / static_cast<double>(calls));
  }
  return median(std::move(times));
}

SpeedCase onDigits(std::string name, std::vector<LayerSpec> layers, Index batchSize) {
  Experiment experiment = seedExperiment();
  experiment.network.layers = std::move(layers);
  experiment.training.batchSize = batchSize;
  return {.name = std::move(name), .experiment = std::move(experiment)};
}

/// TensorFlow Playground's defaults: tanh, squared error, rate 0.03, batches of 10.
SpeedCase onPoints(std::string name, std::vector<LayerSpec> layers) {
  Experiment experiment = seedExperiment();
  experiment.data.name = "circle";
  experiment.network = {.layers = std::move(layers), .initializer = Initializer::Glorot};
  experiment.training.loss = Loss::MeanSquaredError;
  experiment.training.optimizer = Optimizer::Sgd;
  experiment.training.learningRate = 0.03;
  experiment.training.batchSize = 10;
  return {.name = std::move(name), .experiment = std::move(experiment)};
}

}  // namespace

std::vector<SpeedCase> speedCases() {
  const auto relu = Activation::Relu;
  const auto tanh = Activation::Tanh;
  const LayerSpec digits = dense(10, Activation::Softmax);
  return {onDigits("784-64-10", {dense(64, relu), digits}, 32),
          onDigits("784-512-10", {dense(512, relu), digits}, 128),
          onDigits("cnn",
                   {conv2d(8, 5, relu), maxPool(2), conv2d(16, 5, relu), maxPool(2), flatten(),
                    dense(64, relu), digits},
                   32),
          onPoints("2-4-2-1", {dense(4, tanh), dense(2, tanh), dense(1, tanh)}),
          onPoints("2-8-8-1", {dense(8, tanh), dense(8, tanh), dense(1, tanh)})};
}

Result<Speed> measureTraining(const Experiment& experiment, const DatasetPtr& dataset, double seconds) {
  auto trainer = Trainer::create(experiment, dataset);
  if (!trainer) return trainer.error();
  std::int64_t samples = 0;
  std::int64_t steps = 0;
  bool isDiverged = false;
  const auto step = [&](StepTimes* times) {
    isDiverged |= std::holds_alternative<Diverged>(trainer->step(times));
    samples += static_cast<std::int64_t>(trainer->batchSamples());
    ++steps;
  };
  const double perStep = medianSeconds(seconds, [&] { step(nullptr); });
  // Batches differ in size at an epoch's end.
  const double samplesPerStep = static_cast<double>(samples) / static_cast<double>(steps);

  // Only here is the clock read within a step, because that takes as long as a small layer.
  StepTimes times;
  const auto until = Clock::now() + std::chrono::duration<double>(seconds / kStretches);
  do step(&times);
  while (Clock::now() < until);
  if (isDiverged) return Error{message("The run diverged while it was measured.")};
  const double all = times.forward + times.backward + times.optimizer + times.rest;
  return Speed{.samplesPerSecond = samplesPerStep / perStep,
               .microsecondsPerStep = perStep * 1e6,
               .forward = times.forward / all,
               .backward = times.backward / all,
               .optimizer = times.optimizer / all};
}

Result<double> measureEvaluation(const Experiment& experiment, const DatasetPtr& dataset, double seconds) {
  const auto trainer = Trainer::create(experiment, dataset);
  if (!trainer) return trainer.error();
  // Not Trainer::evaluateTest(), which caches its result.
  Evaluator evaluator;
  const bool isSparse = prefersSparse(*trainer->network(), *dataset);
  return 1e3 * medianSeconds(seconds, [&] {
           (void)evaluator.evaluate(*trainer->network(), trainer->state().weights, dataset->test,
                                    experiment.training.loss, isSparse);
         });
}

double measureMatrixProduct(double seconds) {
  constexpr Index kSize = 512;
  const Matrix a = Matrix::Constant(kSize, kSize, Scalar(0.5));
  const Matrix b = Matrix::Constant(kSize, kSize, Scalar(0.25));
  Matrix product(kSize, kSize);
  const double perProduct = medianSeconds(seconds, [&] { product.noalias() = a * b; });
  return 2.0 * kSize * kSize * kSize / perProduct / 1e9;
}

}  // namespace pellucid::engine
