// SPDX-License-Identifier: GPL-3.0-or-later
// How long the canvas takes for a frame at 1600×900, for networks of every size, with the edges that it draws
// at first and with all of them. Painted into memory, so it needs no display: run with
// QT_QPA_PLATFORM=offscreen.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QImage>
#include <QSlider>
#include <algorithm>

#include "engine/data/catalogue.h"
#include "tests/support/moments.h"
#include "tests/ui/canvas/plane_moment.h"
#include "ui/canvas/network_canvas.h"

using namespace pellucid;
using namespace pellucid::tests;

namespace {

const engine::DatasetPtr& mnist() {
  static const engine::DatasetPtr dataset =
      engine::loadDataset("mnist", {.mnist = mnistFolder(), .fashionMnist = {}}).value();
  return dataset;
}

engine::Experiment mnistExperiment(std::vector<engine::LayerSpec> layers) {
  engine::Experiment experiment = engine::seedExperiment();
  experiment.network.layers = std::move(layers);
  return experiment;
}

/// Frames of different moments, as in training; the counters are milliseconds.
void frames(benchmark::State& state, const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
            bool showsAll) {
  engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
  ui::Document document(experiment);
  ui::Selection selection;
  ui::NetworkCanvas canvas(document, selection);
  canvas.resize(1600, 900);
  canvas.show();
  QImage image(1600, 900, QImage::Format_RGB32);
  const auto moment = [&](engine::Index i) {
    trainer.step();
    return momentOf(trainer, dataset, testInput(*dataset, i % dataset->test.size()));
  };
  canvas.showMoment(share(moment(0)));
  canvas.render(&image);
  if (showsAll) canvas.findChild<QSlider*>()->setValue(100);
  std::vector<double> times;
  for (auto _ : state) {
    state.PauseTiming();
    const ui::Moment next = moment(static_cast<engine::Index>(times.size()));
    state.ResumeTiming();
    const auto begin = std::chrono::steady_clock::now();
    canvas.showMoment(share(next));
    canvas.render(&image);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    times.push_back(took.count());
  }
  std::sort(times.begin(), times.end());
  const auto quantile = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  state.counters["p50_ms"] = quantile(0.5);
  state.counters["p95_ms"] = quantile(0.95);
}

void mnistFrames(benchmark::State& state, std::vector<engine::LayerSpec> layers, bool showsAll) {
  frames(state, mnistExperiment(std::move(layers)), mnist(), showsAll);
}

void planeFrames(benchmark::State& state) {
  frames(state, circleExperiment(), circlePoints(), false);
}

constexpr auto kRelu = engine::Activation::Relu;
const auto kTen = engine::dense(10, engine::Activation::Softmax);

BENCHMARK(planeFrames)->Name("2-4-2-1")->Unit(benchmark::kMillisecond)->Iterations(200);
BENCHMARK_CAPTURE(mnistFrames, 784_64_10, {engine::dense(64, kRelu), kTen}, false)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK_CAPTURE(mnistFrames, 784_64_10_all_edges, {engine::dense(64, kRelu), kTen}, true)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(100);
BENCHMARK_CAPTURE(mnistFrames, 784_128_64_10, {engine::dense(128, kRelu), engine::dense(64, kRelu), kTen},
                  false)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK_CAPTURE(mnistFrames, 784_512_256_10, {engine::dense(512, kRelu), engine::dense(256, kRelu), kTen},
                  false)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);
BENCHMARK_CAPTURE(mnistFrames, 784_2048_2048_10,
                  {engine::dense(2048, kRelu), engine::dense(2048, kRelu), kTen}, false)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(50);
BENCHMARK_CAPTURE(mnistFrames, cnn,
                  {engine::conv2d(8, 5, kRelu), engine::maxPool(2), engine::conv2d(16, 5, kRelu),
                   engine::maxPool(2), engine::flatten(), engine::dense(64, kRelu), kTen},
                  false)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(200);

}  // namespace

int main(int argc, char** argv) {
  const QApplication application(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
