// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_speed.h"

#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <vector>

namespace pellucid::app {
namespace {

void waitUntil(const std::function<bool()>& condition) {
  while (!condition()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Samples per second of the trainer alone, measuring the test split after each epoch as a session does.
double headlessSpeed(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                     double seconds) {
  auto trainer = engine::Trainer::create(experiment, dataset).value();
  const auto begin = std::chrono::steady_clock::now();
  std::int64_t samples = 0;
  for (;;) {
    for (std::int64_t i = 0; i < trainer.stepsPerEpoch(); ++i) {
      (void)trainer.step();
      samples += static_cast<std::int64_t>(trainer.batchSamples());
    }
    (void)trainer.evaluateTest();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    if (elapsed.count() >= seconds) return static_cast<double>(samples) / elapsed.count();
  }
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

}  // namespace

WindowSpeed measureWindow(Composition& program, double seconds, const std::function<void()>& looked) {
  waitUntil([&] { return program.canvas().paintedMoments() > 0 && program.run().isResting(); });
  WindowSpeed speed;
  const ui::Moment& moment = *program.run().moment();
  speed.headless = headlessSpeed(moment.experiment(), moment.dataset, std::min(seconds, 3.0));

  QElapsedTimer clock;
  QElapsedTimer frame;
  std::vector<double> frames;
  std::int64_t painted = program.canvas().paintedMoments();
  clock.start();
  frame.start();
  program.actions()[ui::ActionId::Train].trigger();
  waitUntil([&] {
    if (program.canvas().paintedMoments() > painted) {
      painted = program.canvas().paintedMoments();
      frames.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
      frame.restart();
    }
    if (looked) looked();
    const bool hasTrained = !frames.empty() && program.run().moment()->snapshot->state.step > 0;
    return hasTrained && static_cast<double>(clock.elapsed()) >= 1000 * seconds;
  });
  const double elapsed = static_cast<double>(clock.nsecsElapsed()) / 1e9;
  const engine::Snapshot& last = *program.run().moment()->snapshot;
  // All batches but an epoch's last have the full size.
  speed.samplesPerSecond = static_cast<double>(last.state.step) / static_cast<double>(last.stepsPerEpoch) *
                           static_cast<double>(program.run().moment()->dataset->train.size()) / elapsed;
  program.run().pause();
  waitUntil([&] { return program.run().isResting(); });
  speed.frames = static_cast<std::int64_t>(frames.size());
  speed.p50 = quantile(frames, 0.5);
  speed.p95 = quantile(frames, 0.95);
  return speed;
}

std::string asJson(const WindowSpeed& speed) {
  return fmt::format(
      "{{\"frames\":{},\"frame_ms_p50\":{:.1f},\"frame_ms_p95\":{:.1f},\"samples_per_second\":{:.0f},"
      "\"samples_per_second_headless\":{:.0f}}}\n",
      speed.frames, speed.p50, speed.p95, speed.samplesPerSecond, speed.headless);
}

std::string asText(const WindowSpeed& speed) {
  return fmt::format(
      "{} frames; from one to the next {:.1f} ms (median), {:.1f} ms (95 %)\n"
      "{:.0f} samples/s with the window, {:.0f} without it: {:.0f} %\n",
      speed.frames, speed.p50, speed.p95, speed.samplesPerSecond, speed.headless,
      100 * speed.samplesPerSecond / speed.headless);
}

}  // namespace pellucid::app
