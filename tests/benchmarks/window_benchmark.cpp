// SPDX-License-Identifier: GPL-3.0-or-later
// What a user waits for: opens the real window on the display that is there, clicks Train and measures
// seconds to 90 % and 97 %, frames a second, and samples a second with the window and without it. Prints one
// line of JSON.
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <chrono>
#include <vector>

#include "app/composition.h"
#include "ui/theme/style.h"

namespace {

using namespace pellucid;

constexpr int kSeconds = 5;

/// Samples a second of the trainer alone, over the first epochs of the same experiment.
double headlessSpeed(const engine::DatasetPtr& dataset) {
  auto trainer = engine::Trainer::create(engine::seedExperiment(), dataset);
  const auto begin = std::chrono::steady_clock::now();
  const std::int64_t steps = 8 * trainer->stepsPerEpoch();
  for (std::int64_t i = 0; i < steps; ++i) (void)trainer->step();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  return static_cast<double>(steps * 32) / seconds.count();
}

void waitUntil(const std::function<bool()>& condition) {
  while (!condition()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer clock;
  clock.start();
  QApplication::setStyle(new ui::Style);
  const QApplication application(argc, argv);
  app::Composition program({.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
  program.start({});
  waitUntil([&] { return program.canvas().paintedMoments() > 0; });
  const double opened = static_cast<double>(clock.elapsed()) / 1000;
  waitUntil([&] { return program.run().isResting(); });

  const double headless = headlessSpeed(program.run().moment()->dataset);
  double to90 = 0;
  double to97 = 0;
  QElapsedTimer frame;
  std::vector<double> frames;
  std::int64_t painted = program.canvas().paintedMoments();
  clock.restart();
  frame.start();
  program.actions()[ui::ActionId::Train].trigger();
  waitUntil([&] {
    if (program.canvas().paintedMoments() > painted) {
      painted = program.canvas().paintedMoments();
      frames.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
      frame.restart();
    }
    const auto& test = program.run().moment()->snapshot->test;
    const double now = static_cast<double>(clock.elapsed()) / 1000;
    if (to90 == 0 && test && test->metrics.accuracy > 0.9) to90 = now;
    if (to97 == 0 && test && test->metrics.accuracy > 0.97) to97 = now;
    return now >= kSeconds;
  });
  const double seconds = static_cast<double>(clock.elapsed()) / 1000;
  const auto steps = static_cast<double>(program.run().moment()->snapshot->state.step);
  program.run().pause();
  waitUntil([&] { return program.run().isResting(); });
  std::sort(frames.begin(), frames.end());
  const auto quantile = [&](double q) {
    return frames[static_cast<std::size_t>(q * static_cast<double>(frames.size() - 1))];
  };
  fmt::print(
      "{{\"open_s\":{:.2f},\"to_90_s\":{:.2f},\"to_97_s\":{:.2f},\"frames\":{},\"frames_per_second\":{:.1f},"
      "\"frame_ms_p50\":{:.1f},\"frame_ms_p95\":{:.1f},\"samples_per_second\":{:.0f},"
      "\"samples_per_second_headless\":{:.0f}}}\n",
      opened, to90, to97, frames.size(), static_cast<double>(frames.size()) / seconds, quantile(0.5),
      quantile(0.95), steps * 32 / seconds, headless);
}
