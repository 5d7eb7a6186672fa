// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the run so far like a film, forward or back: it requests one place after another, no faster than they
// can be shown, and pauses at the end. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/run/moment.h"

namespace pellucid::ui {

class Film : public QObject {
  Q_OBJECT

 public:
  enum class Direction { Back, Forward };
  static constexpr double kSlowest = 0.1;
  static constexpr double kFastest = 1000;

  explicit Film(QObject* parent = nullptr);

  /// What the window shows now. A run that is training, or has gone elsewhere, stops the film.
  void showMoment(const engine::Snapshot& shown);
  /// The same direction again pauses.
  void play(Direction direction);
  void pause();
  std::optional<Direction> playing() const { return m_playing; }
  /// From kSlowest to kFastest; a frame is a sixtieth of a second.
  void setStepsPerFrame(double steps);
  double stepsPerFrame() const { return m_stepsPerFrame; }
  /// The next frame, driven by the clock.
  void advance();

 signals:
  void wanted(std::size_t lane, std::int64_t step);
  void playingChanged();

 private:
  std::uint64_t m_run = 0;
  engine::TimelineMap m_timeline;
  std::optional<Direction> m_playing;
  double m_stepsPerFrame = 1;
  double m_position = 0;
  std::optional<std::int64_t> m_asked;  ///< the step requested and not yet shown
  QTimer m_timer;
};

}  // namespace pellucid::ui
