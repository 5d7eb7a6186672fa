// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels of this room share: the newest look at what the network gets right and wrong, what came
// before it, and what is chosen of it. It looks off the window's thread, while one of the panels is seen: at
// once where training rests, and within a budget while it runs. Lives on the window's thread.
#pragma once

#include <QObject>
#include <optional>

#include "engine/inspect/worst.h"
#include "ui/results/cell_history.h"
#include "ui/results/look.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

/// Of the confusion matrix.
struct Cell {
  engine::Index truth = 0;
  engine::Index answered = 0;
  bool isRight() const { return truth == answered; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// The state that another run was left with, on the same data.
struct OtherRun {
  QString title;
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
};

class Results : public QObject {
  Q_OBJECT

 public:
  explicit Results(LookSchedule::Clock clock = {});

  /// There are looks while one of these is seen.
  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  void setSource(SampleSource source);
  SampleSource source() const { return m_source; }

  /// Null before the first one, and where there is nothing to look at.
  const LookPtr& look() const { return m_look; }
  /// A look is being taken.
  bool isBusy() const { return m_job.isBusy(); }
  /// A look that later ones are compared with, of the same samples, maybe of another run; null without one.
  const LookPtr& compared() const { return m_compared; }
  /// With the newest look from now on, or with none.
  void setComparing(bool isComparing);
  /// With that run, as soon as it has been looked at.
  void compareWith(const OtherRun& run);
  /// What the run is called; empty of one that was looked at here.
  const QString& comparedTitle() const { return m_comparedTitle; }
  /// Whether the newest look is of what the window shows.
  bool isUpToDate() const;
  /// What the window shows; null before the first.
  const MomentPtr& moment() const { return m_moment; }
  const CellHistory& history() const { return m_history; }
  /// One look an epoch, the first in each.
  const engine::Suspicions& suspicions() const { return m_suspicions; }

  const std::optional<Cell>& cell() const { return m_cell; }
  /// By the user. Until then it is the wrong cell that has the most samples.
  void setCell(Cell cell);
  /// The sample that flows through the network, where it is one of those that are looked at.
  std::optional<engine::Index> shown() const;
  /// Asks for a sample to be put on the canvas.
  void want(engine::Index sample) { emit sampleWanted(m_source, sample); }

 signals:
  void lookChanged();
  void cellChanged();
  void sourceChanged();
  /// Another sample flows through the network.
  void shownChanged();
  void sampleWanted(SampleSource source, engine::Index sample);

 private:
  /// Begins a look at the newest moment, now or when the budget allows it.
  void lookSoon();
  void take(const LookPtr& look);
  /// What was found of another run, of other data or of other samples tells nothing of these.
  void forget();
  void showCell(std::optional<Cell> cell);
  bool isLookAt(const Look& look, const Moment& moment) const;

  LookSchedule m_schedule;
  MomentPtr m_moment;
  SampleSource m_source = SampleSource::Test;
  LookPtr m_look;
  LookPtr m_compared;
  QString m_comparedTitle;
  CellHistory m_history;
  engine::Suspicions m_suspicions;
  std::int64_t m_suspectedEpoch = -1;
  std::optional<Cell> m_cell;
  bool m_isCellChosen = false;  ///< by the user
  BackgroundJob<LookPtr> m_job;
  BackgroundJob<LookPtr> m_comparing;
};

}  // namespace pellucid::ui
