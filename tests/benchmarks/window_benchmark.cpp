// SPDX-License-Identifier: GPL-3.0-or-later
// What a user waits for: opens the real window on the display that is there, clicks Train and measures
// seconds to 90 % and 97 %, and milliseconds from a key to the picture that answers it, beside what
// `pellucid bench --window` measures. Prints two lines of JSON.
// With --transfer it measures the lab instead: milliseconds from one painted picture of the live arms to the
// next (60 steps/s), and from one frame to the next of a widget that asks for 60 a second whatever the arms
// do; then the same while a sweep runs on all cores. Prints four lines of JSON.
// With --views it trains beside the curves, the diagnosis, the distributions, the results, each page of the
// units, the maps, the step lens and the landscape: samples a second, and frames as above. Prints two lines
// of JSON for each. With --plane it trains 2–8–8–2 on a spiral at full speed with the plane large, and
// measures milliseconds from one painted picture of the plane to the next, and from one frame of the canvas
// to the next. Two lines of JSON.
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/window_speed.h"
#include "app/workspaces.h"
#include "engine/data/catalogue.h"
#include "ui/plane/plane_view.h"
#include "ui/theme/style.h"
#include "ui/transfer/live_view.h"
#include "ui/transfer/network_card.h"
#include "ui/transfer/transfer_panel.h"
#include "ui/units/units_panel.h"
#include "ui/workspace/workspace_view.h"

namespace {

using Clock = std::chrono::steady_clock;

/// Presses arrow keys on a widget from a separate thread, so that they come at any moment of a frame, and
/// measures until the widget has painted what they changed.
class KeyLatency : public QObject {
 public:
  explicit KeyLatency(QWidget& widget) : m_widget(&widget) {
    widget.installEventFilter(this);
    m_thread = std::jthread([this](const std::stop_token& stop) { press(stop); });
  }

  /// Called after each turn of the event loop.
  void look() {
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_hasPainted, false) || !m_wasObeyed || !m_pressed) return;
    m_milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - *m_pressed).count());
    m_pressed.reset();
  }

  double quantile(double share) {
    m_thread = {};
    std::sort(m_milliseconds.begin(), m_milliseconds.end());
    const auto last = static_cast<double>(m_milliseconds.size()) - 1;
    return m_milliseconds.empty() ? 0 : m_milliseconds[static_cast<std::size_t>(share * last)];
  }

  bool eventFilter(QObject*, QEvent* event) override {
    const std::lock_guard lock(m_mutex);
    if (event->type() == QEvent::KeyPress) m_wasObeyed = true;
    if (event->type() == QEvent::Paint && m_wasObeyed) m_hasPainted = true;
    return false;
  }

 private:
  void press(const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(23));  // no multiple of a frame
      const std::lock_guard lock(m_mutex);
      if (m_pressed) continue;
      m_pressed = Clock::now();
      m_wasObeyed = false;
      const int key = i == 0 ? Qt::Key_Right : (i % 2 == 0 ? Qt::Key_Up : Qt::Key_Down);
      QCoreApplication::postEvent(m_widget, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier));
    }
  }

  QWidget* m_widget;
  std::mutex m_mutex;
  std::optional<Clock::time_point> m_pressed;
  bool m_wasObeyed = false;
  bool m_hasPainted = false;
  std::vector<double> m_milliseconds;
  std::jthread m_thread;
};

/// Milliseconds between two paintings of a widget, or of the recorded events.
class Frames : public QObject {
 public:
  Frames() { m_clock.start(); }
  explicit Frames(QWidget& widget) : Frames() { widget.installEventFilter(this); }
  void take() {
    m_milliseconds.push_back(static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
    m_clock.restart();
  }
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) take();
    return false;
  }
  std::string asJson(const std::string& name) {
    std::sort(m_milliseconds.begin(), m_milliseconds.end());
    const auto at = [&](double share) {
      const auto last = static_cast<double>(m_milliseconds.size()) - 1;
      return m_milliseconds.empty() ? 0 : m_milliseconds[static_cast<std::size_t>(share * last)];
    };
    return fmt::format("{{\"{}\":{{\"frames\":{},\"frame_ms_p50\":{:.1f},\"frame_ms_p95\":{:.1f}}}}}\n", name,
                       m_milliseconds.size(), at(0.5), at(0.95));
  }

 private:
  QElapsedTimer m_clock;
  std::vector<double> m_milliseconds;
};

template <class Condition>
void waitUntil(const Condition& condition) {
  while (!condition()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Five seconds of the first preset's arms.
std::string liveFrames(pellucid::app::Composition& program, const std::string& name) {
  using namespace pellucid;
  auto& live = *program.transfer().findChild<ui::LiveView*>();
  live.arms().setSpeed(60);
  ui::TransferChoice choice;
  choice.design.source = "digits-mlp";
  choice.design.data = "mnist+parity";
  choice.design.arms = "scratch,frozen,half,finetune";
  choice.design.steps = 1'000'000;
  live.begin(choice);
  waitUntil([&] { return live.arms().picture() != nullptr; });
  Frames pictures(*live.cards()[1]);
  QWidget pulse(&program.transfer());
  pulse.resize(4, 4);
  pulse.show();
  QTimer timer;
  timer.setTimerType(Qt::PreciseTimer);
  QObject::connect(&timer, &QTimer::timeout, &pulse, qOverload<>(&QWidget::update));
  Frames frames(pulse);
  timer.start(16);
  QElapsedTimer clock;
  clock.start();
  waitUntil([&] { return clock.elapsed() >= 5000; });
  live.arms().clear();
  return pictures.asJson(name + "_pictures") + frames.asJson(name + "_window");
}

void measureTransfer(pellucid::app::Composition& program) {
  using namespace pellucid;
  program.actions()[ui::ActionId::ShowTransfer].trigger();
  fmt::print("{}", liveFrames(program, "live"));
  ui::TransferChoice sweep;
  sweep.design.source = "digits-mlp";
  sweep.design.data = "mnist+parity";
  sweep.design.arms = "scratch,frozen,half,finetune";
  sweep.design.samples = {5};
  sweep.design.steps = 100'000;
  ui::TransferWorker& worker = program.transfer().worker();
  worker.start(sweep);
  waitUntil([&] { return !worker.curves().empty(); });
  fmt::print("{}", liveFrames(program, "live_and_sweep"));
  worker.cancel();
}

/// Five seconds of training with the given panels shown.
void measureView(pellucid::app::Composition& program, const std::string& name) {
  using namespace pellucid;
  QWidget pulse(&program.window());
  pulse.resize(4, 4);
  pulse.show();
  QTimer timer;
  timer.setTimerType(Qt::PreciseTimer);
  QObject::connect(&timer, &QTimer::timeout, &pulse, qOverload<>(&QWidget::update));
  Frames frames(pulse);
  const std::int64_t before = program.run().moment()->snapshot->state.step;
  timer.start(16);
  QElapsedTimer clock;
  clock.start();
  program.actions()[ui::ActionId::Train].trigger();
  waitUntil([&] { return clock.elapsed() >= 5000; });
  program.run().pause();
  waitUntil([&] { return program.run().isResting(); });
  const engine::Snapshot& last = *program.run().moment()->snapshot;
  const double seconds = static_cast<double>(clock.elapsed()) / 1000;
  const double samples =
      static_cast<double>((last.state.step - before) * last.experiment.training.batchSize) / seconds;
  fmt::print("{{\"{}_samples_per_second\":{:.0f}}}\n{}", name, samples, frames.asJson(name));
}

void measureViews(pellucid::app::Composition& program) {
  using namespace pellucid;
  fmt::print("{}", app::asJson(app::measureWindow(program, 5)));
  measureView(program, "curves");
  program.actions()[ui::ActionId::ShowDiagnosis].trigger();
  measureView(program, "diagnosis");
  program.window().workspaces().reveal(app::panel_id::kDistributions);
  measureView(program, "distributions");
  program.actions()[ui::ActionId::ShowResults].trigger();
  measureView(program, "results");
  program.actions()[ui::ActionId::ShowInside].trigger();
  program.window().workspaces().reveal(app::panel_id::kUnits);
  const std::pair<ui::UnitsPanel::Page, const char*> pages[] = {{ui::UnitsPanel::kStrongest, "units_excites"},
                                                                {ui::UnitsPanel::kMaps, "units_maps"},
                                                                {ui::UnitsPanel::kMattered, "units_mattered"},
                                                                {ui::UnitsPanel::kWants, "units_wants"},
                                                                {ui::UnitsPanel::kWithout, "units_without"}};
  for (const auto& [page, name] : pages) {
    program.units().panel().setPage(page);
    measureView(program, name);
  }
  for (const QString& panel : {app::panel_id::kMaps, app::panel_id::kLens, app::panel_id::kLandscape}) {
    program.window().workspaces().reveal(panel);
    measureView(program, panel.toStdString());
  }
}

/// Five seconds of training with the plane as the stage.
void measurePlane(pellucid::app::Composition& program) {
  using namespace pellucid;
  engine::Experiment experiment = program.document().experiment();
  experiment.data.name = "spiral,noise=0.1";
  experiment.network.layers = {engine::dense(8, engine::Activation::Tanh),
                               engine::dense(8, engine::Activation::Tanh),
                               engine::dense(2, engine::Activation::Softmax)};
  experiment.training.loss = engine::Loss::CrossEntropy;
  experiment.training.batchSize = 10;
  program.run().open(experiment, engine::loadDataset(experiment.data.name, engine::DataLocations{}).value());
  program.actions()[ui::ActionId::ShowPlane].trigger();
  waitUntil([&] { return program.plane().paintedPictures() > 0 && program.run().isResting(); });
  program.actions()[ui::ActionId::Train].trigger();
  Frames pictures;
  Frames frames(program.canvas());
  QElapsedTimer clock;
  clock.start();
  std::int64_t painted = program.plane().paintedPictures();
  waitUntil([&] {
    if (program.plane().paintedPictures() > painted) pictures.take();
    painted = program.plane().paintedPictures();
    return clock.elapsed() >= 5000;
  });
  program.run().pause();
  fmt::print("{}{}", pictures.asJson("plane"), frames.asJson("canvas"));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace pellucid;
  QElapsedTimer clock;
  clock.start();
  QApplication::setStyle(new ui::Style);
  const QApplication application(argc, argv);
  app::Composition program({.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
  program.start({});
  while (program.canvas().paintedMoments() == 0) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  if (application.arguments().contains(QStringLiteral("--transfer"))) {
    measureTransfer(program);
    return 0;
  }
  if (application.arguments().contains(QStringLiteral("--views"))) {
    measureViews(program);
    return 0;
  }
  if (application.arguments().contains(QStringLiteral("--plane"))) {
    measurePlane(program);
    return 0;
  }
  const double opened = static_cast<double>(clock.elapsed()) / 1000;

  double to90 = 0;
  double to97 = 0;
  std::optional<KeyLatency> keys;
  const app::WindowSpeed speed = app::measureWindow(program, 5, [&] {
    if (keys) {
      keys->look();
    } else {
      keys.emplace(program.canvas());
      clock.restart();
    }
    const auto& test = program.run().moment()->snapshot->test;
    const double now = static_cast<double>(clock.elapsed()) / 1000;
    if (to90 == 0 && test && test->metrics.accuracy > 0.9) to90 = now;
    if (to97 == 0 && test && test->metrics.accuracy > 0.97) to97 = now;
  });
  fmt::print(
      "{{\"open_s\":{:.2f},\"to_90_s\":{:.2f},\"to_97_s\":{:.2f},\"key_ms_p50\":{:.1f},"
      "\"key_ms_p99\":{:.1f}}}\n{}",
      opened, to90, to97, keys->quantile(0.5), keys->quantile(0.99), app::asJson(speed));
}
