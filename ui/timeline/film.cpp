// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/film.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pellucid::ui {

Film::Film(QObject* parent) : QObject(parent) {
  constexpr int kFrameMilliseconds = 16;
  m_timer.setInterval(kFrameMilliseconds);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &Film::advance);
}

void Film::showMoment(const engine::Snapshot& shown) {
  const std::int64_t before = m_timeline.step;
  const std::size_t lane = m_timeline.lane;
  m_timeline = shown.timeline;
  const bool isOtherRun = std::exchange(m_run, shown.run) != shown.run;
  if (!m_playing) return;
  if (isOtherRun || m_timeline.lanes.empty()) return pause();
  // A long way is reported in parts.
  const bool isOnTheWay = m_asked.has_value();
  if (m_asked == m_timeline.step) m_asked.reset();
  const bool isSame = m_timeline.lane == lane && (isOnTheWay || m_timeline.step == before);
  if (!isSame || std::holds_alternative<engine::Running>(shown.phase)) pause();
}

void Film::setStepsPerFrame(double steps) {
  m_stepsPerFrame = std::clamp(steps, kSlowest, kFastest);
}

void Film::play(Direction direction) {
  if (m_playing == direction) return pause();
  if (m_timeline.lanes.empty()) return;
  m_playing = direction;
  m_position = static_cast<double>(m_asked.value_or(m_timeline.step));
  m_timer.start();
  emit playingChanged();
}

void Film::pause() {
  if (!m_playing) return;
  m_playing.reset();
  m_asked.reset();
  m_timer.stop();
  emit playingChanged();
}

void Film::advance() {
  if (!m_playing || m_asked) return;
  const auto first = static_cast<double>(m_timeline.lanes.front().begin);
  const auto last = static_cast<double>(m_timeline.lanes[m_timeline.lane].end);
  const bool isForward = m_playing == Direction::Forward;
  m_position = std::clamp(m_position + (isForward ? m_stepsPerFrame : -m_stepsPerFrame), first, last);
  // A step is shown once it has been reached, in either direction.
  const auto step = static_cast<std::int64_t>(isForward ? std::floor(m_position) : std::ceil(m_position));
  const bool isEnd = m_position == (isForward ? last : first);
  if (step != m_timeline.step) {
    m_asked = step;
    emit wanted(m_timeline.lane, step);
  }
  if (isEnd) pause();
}

}  // namespace pellucid::ui
