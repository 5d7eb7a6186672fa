// SPDX-License-Identifier: GPL-3.0-or-later
// What a user waits for: opens the real window on the display that is there, clicks Train and measures
// seconds to 90 % and 97 %, beside what `pellucid bench --window` measures. Prints two lines of JSON.
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>

#include "app/window_speed.h"
#include "ui/theme/style.h"

int main(int argc, char** argv) {
  using namespace pellucid;
  QElapsedTimer clock;
  clock.start();
  QApplication::setStyle(new ui::Style);
  const QApplication application(argc, argv);
  app::Composition program({.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
  program.start({});
  while (program.canvas().paintedMoments() == 0) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  const double opened = static_cast<double>(clock.elapsed()) / 1000;

  double to90 = 0;
  double to97 = 0;
  bool isTraining = false;
  const app::WindowSpeed speed = app::measureWindow(program, 5, [&] {
    if (!std::exchange(isTraining, true)) clock.restart();
    const auto& test = program.run().moment()->snapshot->test;
    const double now = static_cast<double>(clock.elapsed()) / 1000;
    if (to90 == 0 && test && test->metrics.accuracy > 0.9) to90 = now;
    if (to97 == 0 && test && test->metrics.accuracy > 0.97) to97 = now;
  });
  fmt::print("{{\"open_s\":{:.2f},\"to_90_s\":{:.2f},\"to_97_s\":{:.2f}}}\n{}", opened, to90, to97,
             app::asJson(speed));
}
