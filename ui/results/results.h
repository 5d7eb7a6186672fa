// SPDX-License-Identifier: GPL-3.0-or-later
// The state shared by this workspace's panels: the newest look at what the network gets right and wrong, the
// ones before it, and the user's choice in it. Looks are taken off the window's thread while one of the
// panels is visible: at once where training rests, and within a budget while it runs. Lives on the window's
// thread.
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

/// A cell of the confusion matrix.
struct Cell {
  engine::Index truth = 0;
  engine::Index answered = 0;
  bool isRight() const { return truth == answered; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// The final state of another run, on the same data.
struct OtherRun {
  QString title;
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
};

class Results : public QObject {
  Q_OBJECT

 public:
  explicit Results(LookSchedule::Clock clock = {});

  /// Looks are taken while one of these is visible.
  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  void setSource(SampleSource source);
  SampleSource source() const { return m_source; }

  /// Null before the first one, and where there is nothing to look at.
  const LookPtr& look() const { return m_look; }
  /// Whether a look is being taken.
  bool isBusy() const { return m_job.isBusy(); }
  /// A look that later ones are compared with, of the same samples, possibly of another run; null without
  /// one.
  const LookPtr& compared() const { return m_compared; }
  /// Compares with the newest look from now on, or with none.
  void setComparing(bool isComparing);
  /// Compares with that run, once a look at it has been taken.
  void compareWith(const OtherRun& run);
  /// The title of that run; empty for a look taken here.
  const QString& comparedTitle() const { return m_comparedTitle; }
  /// Whether the newest look is of what the window shows.
  bool isUpToDate() const;
  /// What the window shows; null before the first.
  const MomentPtr& moment() const { return m_moment; }
  const CellHistory& history() const { return m_history; }
  /// One look per epoch, the first in each.
  const engine::Suspicions& suspicions() const { return m_suspicions; }

  const std::optional<Cell>& cell() const { return m_cell; }
  /// Set by the user. Until then it is the wrong cell with the most samples.
  void setCell(Cell cell);
  /// The sample that flows through the network, where it belongs to the split in use.
  std::optional<engine::Index> shown() const;
  /// Requests that a sample be put on the canvas.
  void want(engine::Index sample) { emit sampleWanted(m_source, sample); }

 signals:
  void lookChanged();
  void cellChanged();
  void sourceChanged();
  /// Another sample flows through the network.
  void shownChanged();
  void sampleWanted(SampleSource source, engine::Index sample);

 private:
  /// Begins a look at the newest moment, now or when the budget allows.
  void lookSoon();
  void take(const LookPtr& look);
  /// Results of another run, other data or other samples say nothing about these.
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
