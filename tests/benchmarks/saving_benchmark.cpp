// SPDX-License-Identifier: GPL-3.0-or-later
// Whether saving stops the window: trains a large network (784–2048–2048–10, 18 million numbers with what
// Adam remembers) in the real window and measures each turn of its event loop, by the clock and in the
// thread's own time, while nothing is saved, while it is saved again and again, and while copies of it are
// kept. Prints a line of JSON each.
#include <fmt/format.h>
#include <time.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <functional>
#include <vector>

#include "app/autosave.h"
#include "app/composition.h"
#include "ui/theme/style.h"

namespace {

using namespace pellucid;

double threadMilliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Runs the event loop for this long.
void measure(const char* name, const std::function<void()>& between) {
  constexpr qint64 kMilliseconds = 10'000;
  std::vector<double> byClock;
  double longestOwn = 0;
  int tooLong = 0;
  QElapsedTimer all;
  all.start();
  while (all.elapsed() < kMilliseconds) {
    between();
    QElapsedTimer turn;
    turn.start();
    const double before = threadMilliseconds();
    QCoreApplication::processEvents();
    const double own = threadMilliseconds() - before;
    const double milliseconds = static_cast<double>(turn.nsecsElapsed()) / 1e6;
    longestOwn = std::max(longestOwn, own);
    constexpr double kFrame = 50;
    tooLong += own > kFrame;
    if (milliseconds > 0.5) byClock.push_back(milliseconds);  // others had nothing to do
  }
  std::ranges::sort(byClock);
  const auto at = [&](double share) {
    return byClock.empty()
               ? 0
               : byClock[static_cast<std::size_t>(share * static_cast<double>(byClock.size() - 1))];
  };
  fmt::print(
      "{{\"{}\":{{\"turns\":{},\"ms_p50\":{:.1f},\"ms_p99\":{:.1f},\"ms_most\":{:.1f},"
      "\"own_ms_most\":{:.1f},\"own_over_50_ms\":{}}}}}\n",
      name, byClock.size(), at(0.5), at(0.99), at(1), longestOwn, tooLong);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication::setStyle(new ui::Style);
  const QApplication application(argc, argv);
  const QTemporaryDir folder;
  app::Composition program({.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
  engine::Experiment large = engine::seedExperiment();
  large.network.layers.insert(large.network.layers.begin(), 1, large.network.layers[0]);
  for (std::size_t i = 0; i < 2; ++i) large.network.layers[i].units = 2048;
  if (!application.arguments().contains(QStringLiteral("--unseen"))) program.window().show();
  program.files().begin(large);
  while (program.run().moment() == nullptr) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  program.run().train();
  measure("begun", [] {});  // including everything that is made once
  measure("training", [] {});

  const QString file = folder.filePath("large.pellucid");
  int saved = 0;
  QObject::connect(&program.files(), &app::ProjectFiles::saved, [&saved] { ++saved; });
  measure("saving", [&] {
    if (program.files().writing().isEmpty()) program.files().saveTo(file, true);
  });
  fmt::print("{{\"saved\":{},\"bytes\":{}}}\n", saved, QFileInfo(file).size());

  app::Autosave autosave(
      program.document(), program.run(), program.files(), folder.filePath("unsaved").toStdString(),
      [&program] { return program.canvas().grab().toImage(); },
      {.afterEvent = std::chrono::milliseconds(1), .atMost = std::chrono::milliseconds(500)});
  int kept = 0;
  QObject::connect(&autosave, &app::Autosave::written, [&kept] { ++kept; });
  measure("keeping", [] {});
  fmt::print("{{\"kept\":{}}}\n", kept);
}
