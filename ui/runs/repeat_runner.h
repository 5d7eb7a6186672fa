// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an engine::RepeatJob into the event loop. Its timer rests when nothing runs. Lives on the window's
// thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>

#include "engine/train/repeat_job.h"
#include "ui/document/document.h"

namespace pellucid::ui {

/// A run to be trained again.
struct RunToRepeat {
  std::uint64_t number = 0;
  QString title;
  int colour = 0;  ///< see RunPlot
  Design design;
  std::int64_t steps = 0;                          ///< as many as it has done
  std::shared_ptr<const engine::History> history;  ///< never null
  /// Changes made during the run, from engine::changesOnWay(); repeated in each repetition. nullopt where
  /// they are no longer known: then nothing is changed.
  std::optional<std::vector<engine::TimelineEvent>> changes = std::vector<engine::TimelineEvent>();
};

/// Whether both would be repeated in the same way.
bool areRepeatedAlike(const RunToRepeat& a, const RunToRepeat& b);

class RepeatRunner : public QObject {
  Q_OBJECT

 public:
  RepeatRunner();

  /// Drops any work under way.
  void start(engine::RepeatSpec spec);
  /// changed() follows, with the results so far.
  void cancel() { m_job.cancel(); }
  bool isRunning() const { return m_timer.isActive(); }
  /// Progress from 0 to 1.
  double share() const { return m_job.share(); }
  /// In the order of the experiments.
  const std::vector<engine::Repetition>& runs() const { return m_runs; }
  /// The remaining time, in words; empty before it is known.
  QString timeLeft() const;

 signals:
  void changed();
  void failed(const QString& message);

 private:
  void poll();

  QTimer m_timer;
  QElapsedTimer m_clock;
  std::vector<engine::Repetition> m_runs;
  engine::RepeatJob m_job;
};

}  // namespace pellucid::ui
