// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of the window since something was opened: the one that is shown, and those that others have
// replaced, each with its design, its state and its curves. RunController writes into it. Of the states that
// were left at most so many bytes are kept, and of each run its facts and curves. Lives on the window's
// thread.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/document/document.h"

namespace pellucid::ui {

/// What tells how far a run has come.
struct RunFigures {
  std::int64_t steps = 0;                    ///< done, also where an earlier one is shown
  double seconds = 0;                        ///< of training
  std::optional<engine::HistoryPoint> last;  ///< the newest test
  std::optional<engine::HistoryPoint> best;  ///< the most accurate test; of numbers that of the least loss
};

struct Run {
  std::uint64_t number = 0;  ///< as its snapshots have it
  QString name;              ///< the user's; empty where it has none
  /// The run that it came from, as it was then; null of the first.
  std::shared_ptr<const Design> origin;
  QString difference;  ///< what it differs by from that
  int namesakes = 0;   ///< which of the runs that are called the same
  bool isStarred = false;
  int colour = 0;  ///< an index into the theme's colours of runs
  Design design;
  /// What it was left with, whole. Null of the run that is shown, of one that nothing was done to, and of one
  /// whose state was let go.
  std::shared_ptr<const engine::Snapshot> snapshot;
  std::shared_ptr<const engine::History>
      history;  ///< never null; of the one that is shown, as it was taken up
  RunFigures figures;
  std::int64_t leftEpoch = 0;  ///< steps of an epoch, as it was left with; 0 where that is not known
  bool isForgotten = false;    ///< its state was let go
  /// Of one whose state was let go here: engine::changesOnWay() of it; nullopt where that is not known.
  std::optional<std::vector<engine::TimelineEvent>> changes = {};
  bool isDeleted = false;     ///< by the user, who can undo it
  bool isUntouched = false;   ///< it was left without a step: it is made again
  std::uint64_t leaving = 0;  ///< counts up; 0 of the one that is shown

  /// Its data were not here: now they are, and the same or others.
  void giveData(const engine::DatasetPtr& dataset);
  QString title() const;
  /// Also where its data are not here, in which case it has come from a file that tells them.
  std::int64_t stepsPerEpoch() const;
  engine::Index samplesPerStep() const;
  bool isShown() const { return leaving == 0; }
};

/// All that are listed, as a file keeps them.
struct AllRuns {
  Run here;                 ///< the one that is shown
  std::vector<Run> others;  ///< in the order in which they began
  std::size_t place = 0;    ///< how many of those began before it
};

class RunBook : public QObject {
  Q_OBJECT

 public:
  /// Of curves of runs whose states were let go.
  static constexpr std::size_t kMostPointsOfForgotten = 2000;

  explicit RunBook(std::size_t mostBytes) : m_mostBytes(mostBytes) {}

  // For the controller.
  /// A run begins, which came from the one that was shown, or takes its place where that was not left.
  void begin(std::uint64_t number, const Design& design);
  /// The one that is shown is left, with its whole state, or null where it is as it was made.
  void leave(const Design& design, std::shared_ptr<const engine::Snapshot> snapshot,
             const engine::History& history);
  /// A run that was left and is shown again.
  struct Taken {
    std::uint64_t number = 0;
    std::shared_ptr<const engine::Snapshot> snapshot;  ///< null: it is made again
    engine::History history;
  };
  /// That of this design, before another one is left. begin() follows, with its number.
  std::optional<Taken> take(std::uint64_t design);
  void clear();
  /// Those of a file, around the one that has just begun, which takes its name, star, colour, origin and
  /// figures from `here`. Their numbers and designs are the controller's.
  void restore(AllRuns runs);
  /// Of the one that is shown.
  void setDesign(const Design& design);
  void setSteps(std::int64_t steps);
  void addSeconds(double seconds);
  void observe(const engine::History& points, bool isWhole);
  void tellNews() { emit currentChanged(); }

  // For those who show it.
  /// What there is to see, in the order in which they began: all but those that were deleted or left without
  /// a step.
  std::vector<const Run*> listed() const;
  /// The same with what they hold; null before the first.
  std::optional<AllRuns> all() const;
  /// Null where there is no such run.
  const Run* find(std::uint64_t number) const;
  /// The one that is shown; null before the first.
  const Run* shown() const;
  /// The one that was left last of those whose weights are not just drawn from a seed; null without one.
  const Run* former() const;

  void rename(std::uint64_t number, const QString& name);
  void setStarred(std::uint64_t number, bool isStarred);
  /// Of one that is not shown, as Run has it.
  void giveData(std::uint64_t number, const engine::DatasetPtr& dataset);
  /// Only of one that is not shown.
  void setDeleted(std::uint64_t number, bool isDeleted);

 signals:
  /// There are more or fewer of them, or another one is shown.
  void listChanged();
  /// A name or a star, or a state was let go.
  void runChanged(std::uint64_t number);
  /// The figures of the one that is shown.
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
  std::vector<Run> m_runs;  ///< as they began
};

}  // namespace pellucid::ui
