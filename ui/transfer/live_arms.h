// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an engine::RacePlayer into the event loop. Lives on the window's thread. While paused, finished or
// cleared, neither the player's thread nor the timer runs.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "engine/transfer/race_player.h"
#include "ui/transfer/transfer_worker.h"

namespace pellucid::ui {

class LiveArms : public QObject {
  Q_OBJECT

 public:
  explicit LiveArms(OpenTask open);

  /// Loads the choice and starts playing with this many samples per class (≥ 1), or stays before the first
  /// step. Ends any run under way.
  void begin(const TransferChoice& choice, engine::Index samplesPerClass, bool isPlaying = true);
  /// Forgets the run.
  void clear();
  void setPlaying(bool isPlaying);
  /// One step, then pause.
  void step();
  /// Steps per second; 0 means as fast as possible.
  void setSpeed(double stepsPerSecond);
  void setFrozen(std::size_t arm, std::size_t layer, bool isFrozen);

  bool isPlaying() const { return m_isPlaying; }
  bool isLoading() const { return m_player.hasRun() && m_picture == nullptr; }
  bool isFinished() const { return m_picture != nullptr && m_picture->step >= m_picture->steps; }
  /// The newest; null before the first and after clear().
  const std::shared_ptr<const engine::RacePicture>& picture() const { return m_picture; }
  /// Whether timer and thread are idle.
  bool isResting() const { return !m_timer.isActive(); }

 signals:
  void changed();
  void failed(const QString& message);

 private:
  /// Polls the player until it rests again.
  void watch();
  void forget();
  void poll();

  OpenTask m_open;
  QTimer m_timer;
  double m_speed = 5;
  bool m_isPlaying = false;
  std::shared_ptr<const engine::RacePicture> m_picture;
  engine::RacePlayer m_player;
};

}  // namespace pellucid::ui
