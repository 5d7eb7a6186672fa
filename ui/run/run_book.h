// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of the window since something was opened: the one shown and those that others have replaced, each
// with its design, its state and its curves. RunController writes into it. The states that were left are kept
// up to a limit of bytes; beyond it only a run's facts and curves. Lives on the window's thread.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/document/document.h"

namespace pellucid::ui {

/// Figures for how far a run has come.
struct RunFigures {
  std::int64_t steps = 0;                    ///< done, even where an earlier one is shown
  double seconds = 0;                        ///< of training
  std::optional<engine::HistoryPoint> last;  ///< the newest test
  std::optional<engine::HistoryPoint> best;  ///< the most accurate test; for numeric answers the least loss
};

struct Run {
  std::uint64_t number = 0;  ///< as in its snapshots
  QString name;              ///< given by the user; empty where it has none
  /// The run that it came from, as it was then; null for the first.
  std::shared_ptr<const Design> origin;
  QString difference;  ///< how it differs from that
  int namesakes = 0;   ///< its position among runs with the same title
  bool isStarred = false;
  int colour = 0;  ///< an index into the theme's colours of runs
  Design design;
  /// Its whole final state. Null for the run shown, for one that nothing was done to, and for one whose state
  /// was discarded.
  std::shared_ptr<const engine::Snapshot> snapshot;
  std::shared_ptr<const engine::History>
      history;  ///< never null; for the run shown, as it was when it was taken up
  RunFigures figures;
  std::int64_t leftEpoch = 0;  ///< steps per epoch when it was left; 0 where unknown
  bool isForgotten = false;    ///< its state was discarded
  /// For a run whose state was discarded here: its engine::changesOnWay(); nullopt where unknown.
  std::optional<std::vector<engine::TimelineEvent>> changes = {};
  bool isDeleted = false;     ///< by the user, who can undo it
  bool isUntouched = false;   ///< it was left without a step, so it is made again
  std::uint64_t leaving = 0;  ///< counts up; 0 for the run shown

  /// Its data were missing and are now here, the same or others.
  void giveData(const engine::DatasetPtr& dataset);
  QString title() const;
  /// Also known where its data are not here: the run then comes from a file that gives it.
  std::int64_t stepsPerEpoch() const;
  engine::Index samplesPerStep() const;
  bool isShown() const { return leaving == 0; }
};

/// All listed runs, as a file keeps them.
struct AllRuns {
  Run here;                 ///< the one shown
  std::vector<Run> others;  ///< in the order in which they began
  std::size_t place = 0;    ///< how many of those began before it
};

class RunBook : public QObject {
  Q_OBJECT

 public:
  /// For the curves of runs whose states were discarded.
  static constexpr std::size_t kMostPointsOfForgotten = 2000;

  explicit RunBook(std::size_t mostBytes) : m_mostBytes(mostBytes) {}

  // For the controller.
  /// A run begins; it came from the one shown, or replaces it where that was not left.
  void begin(std::uint64_t number, const Design& design);
  /// The shown run is left, with its whole state, or null where it is as it was made.
  void leave(const Design& design, std::shared_ptr<const engine::Snapshot> snapshot,
             const engine::History& history);
  /// A run that was left and is shown again.
  struct Taken {
    std::uint64_t number = 0;
    std::shared_ptr<const engine::Snapshot> snapshot;  ///< null: it is made again
    engine::History history;
  };
  /// The run of this design, before another one is left. begin() follows, with its number.
  std::optional<Taken> take(std::uint64_t design);
  void clear();
  /// Restores the runs of a file around the one that has just begun, which takes its name, star, colour,
  /// origin and figures from `here`. Their numbers and designs are the controller's.
  void restore(AllRuns runs);
  /// For the run shown.
  void setDesign(const Design& design);
  void setSteps(std::int64_t steps);
  void addSeconds(double seconds);
  void observe(const engine::History& points, bool isWhole);
  void tellNews() { emit currentChanged(); }

  // For views.
  /// The visible runs, in the order in which they began: all but those that were deleted or left without a
  /// step.
  std::vector<const Run*> listed() const;
  /// The same with their contents; null before the first.
  std::optional<AllRuns> all() const;
  /// Null where there is no such run.
  const Run* find(std::uint64_t number) const;
  /// The shown run; null before the first.
  const Run* shown() const;
  /// The most recently left run whose weights are not just drawn from a seed; null without one.
  const Run* former() const;

  void rename(std::uint64_t number, const QString& name);
  void setStarred(std::uint64_t number, bool isStarred);
  /// For a run that is not shown, as Run::giveData().
  void giveData(std::uint64_t number, const engine::DatasetPtr& dataset);
  /// Only for a run that is not shown.
  void setDeleted(std::uint64_t number, bool isDeleted);

 signals:
  /// Runs were added or removed, or another one is shown.
  void listChanged();
  /// A name or a star changed, or a state was discarded.
  void runChanged(std::uint64_t number);
  /// The figures of the run shown.
  void currentChanged();
  /// There was no room for its state.
  void forgotten(std::uint64_t number);

 private:
  Run* numbered(std::uint64_t number);
  Run* current();
  static void observe(RunFigures& figures, const engine::History& points);
  void forgetOldest();
  int freeColour() const;
  void nameIt(Run& run) const;

  std::size_t m_mostBytes;
  std::uint64_t m_leavings = 0;
  std::vector<Run> m_runs;  ///< in the order in which they began
};

}  // namespace pellucid::ui
