// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/repeat_runner.h"

#include <algorithm>

#include "ui/runs/runs_model.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr int kRepeatLookMs = 100;

}  // namespace

bool areRepeatedAlike(const RunToRepeat& a, const RunToRepeat& b) {
  using engine::TimelineEvent;
  // The events of one timeline share their settings, so each can be identified by its address.
  const auto isSame = [](const TimelineEvent& one, const TimelineEvent& other) {
    if (one.step != other.step || one.change.index() != other.change.index()) return false;
    if (const auto* setting = std::get_if<engine::SettingChange>(&one.change))
      return setting->experiment == std::get<engine::SettingChange>(other.change).experiment;
    const auto* parameter = std::get_if<engine::ParameterChange>(&one.change);
    const auto* same = std::get_if<engine::ParameterChange>(&other.change);
    return parameter != nullptr && parameter->index == same->index && parameter->value == same->value;
  };
  if (a.changes.has_value() != b.changes.has_value()) return false;
  return a.steps == b.steps && a.design.experiment == b.design.experiment &&
         (!a.changes || std::ranges::equal(*a.changes, *b.changes, isSame));
}

RepeatRunner::RepeatRunner() {
  m_timer.setInterval(kRepeatLookMs);
  connect(&m_timer, &QTimer::timeout, this, &RepeatRunner::poll);
}

void RepeatRunner::start(engine::RepeatSpec spec) {
  m_runs.assign(spec.experiments.size(), {});
  m_clock.start();
  m_timer.start();
  m_job.start(std::move(spec));
  emit changed();
}

void RepeatRunner::poll() {
  auto news = m_job.poll();
  if (!news) return emit changed();  // its share has grown
  if (news->isDone) m_timer.stop();
  if (news->error) {
    m_runs.clear();
    emit changed();
    return emit failed(messageText(news->error->message));
  }
  m_runs = std::move(news->runs);
  emit changed();
}

QString RepeatRunner::timeLeft() const {
  constexpr double kLeastShare = 0.02;
  constexpr double kMilliseconds = 1000;
  const double done = share();
  if (!isRunning() || done < kLeastShare) return {};
  const double elapsed = static_cast<double>(m_clock.elapsed()) / kMilliseconds;
  return trainingTimeText(elapsed * (1 - done) / done);
}

}  // namespace pellucid::ui
