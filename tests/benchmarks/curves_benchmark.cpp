// SPDX-License-Identifier: GPL-3.0-or-later
// How long the curves take for a frame after a million steps, at 800×190, with no other run, with eight, and
// smoothed; and what a million further steps add to the memory, in MiB. Painted into memory, so it needs no
// display: run with QT_QPA_PLATFORM=offscreen.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <algorithm>
#include <cmath>

#include "tests/support/memory.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/curves_panel.h"

using namespace pellucid;

namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// A thousand noisy steps and their test, as one frame of a fast run delivers them.
engine::History thousandAfter(std::int64_t step) {
  engine::History points;
  for (std::int64_t i = step + 1; i <= step + 1000; ++i) {
    const auto x = static_cast<double>(i);
    const double loss = 2 / (1 + x / 1e5) + 0.3 * std::sin(x * 12.9898);
    points.train.push_back({.step = i,
                            .metrics = {.loss = loss, .accuracy = 1 / (1 + loss)},
                            .sizes = {.learningRate = 0.001, .gradientNorm = loss, .updateRatio = 0.001},
                            .seconds = x * 1e-5});
  }
  points.test.push_back({.step = step + 1000, .metrics = {.loss = 0.5, .accuracy = 0.9}, .seconds = 1});
  return points;
}

void frames(benchmark::State& state, int others, int smoothing) {
  ui::CurvesPanel panel;
  panel.resize(800, 190);
  panel.show();
  engine::History history;
  std::int64_t step = 0;
  const auto train = [&](std::int64_t until) {
    for (; step < until; step += 1000) {
      const engine::History points = thousandAfter(step);
      engine::append(history, points);
      panel.append(points);
    }
  };
  train(kMillion);
  const double before = tests::memory("VmRSS:");
  train(2 * kMillion);
  state.counters["grown_MiB"] = tests::memory("VmRSS:") - before;
  std::vector<ui::CurveOverlay> overlays;
  for (int i = 0; i < others; ++i)
    overlays.push_back({.id = static_cast<std::uint64_t>(i),
                        .name = QString::number(i),
                        .colour = i,
                        .history = history,
                        .bands = {}});
  panel.setOverlays(overlays);
  ui::CurveChoices choices = panel.controls().choices();
  choices.smoothing = smoothing;
  panel.controls().choose(choices);
  std::vector<double> times;
  for (auto _ : state) {
    state.PauseTiming();
    const engine::History points = thousandAfter(step);
    step += 1000;
    state.ResumeTiming();
    const auto begin = std::chrono::steady_clock::now();
    panel.append(points);
    for (ui::CurvePlot* plot : panel.findChildren<ui::CurvePlot*>()) plot->replot();
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

BENCHMARK_CAPTURE(frames, alone, 0, 1)->Unit(benchmark::kMillisecond)->Iterations(300);
BENCHMARK_CAPTURE(frames, smoothed, 0, 20)->Unit(benchmark::kMillisecond)->Iterations(300);
BENCHMARK_CAPTURE(frames, eight_others, 8, 1)->Unit(benchmark::kMillisecond)->Iterations(300);

}  // namespace

int main(int argc, char** argv) {
  const QApplication application(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
