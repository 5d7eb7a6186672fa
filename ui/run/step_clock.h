// SPDX-License-Identifier: GPL-3.0-or-later
// Real time for a StepPlayer: a frame timer that rests while nothing plays.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "ui/run/step_player.h"

namespace pellucid::ui {

class StepClock : public QObject {
  Q_OBJECT

 public:
  /// The player must outlive the clock.
  explicit StepClock(StepPlayer& player) {
    m_timer.setInterval(16);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this,
            [this, &player] { player.advance(static_cast<double>(m_since.restart())); });
    connect(&player, &StepPlayer::changed, this, [this, &player] {
      const bool isNeeded = player.isPlaying();
      if (isNeeded == m_timer.isActive()) return;
      m_since.start();
      isNeeded ? m_timer.start() : m_timer.stop();
    });
  }

  bool isTicking() const { return m_timer.isActive(); }

 private:
  QTimer m_timer;
  QElapsedTimer m_since;
};

}  // namespace pellucid::ui
