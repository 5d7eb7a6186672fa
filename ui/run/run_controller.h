// SPDX-License-Identifier: GPL-3.0-or-later
// Connects the document with the engine's session. A change of the design becomes a command, or begins
// another run; the previous run is kept beside its design, where undo finds it as it was. A frame timer polls
// the session and hands every view one Moment. It rests while nothing can change, so an idle window uses no
// processor time. Lives on the window's thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "engine/train/session.h"
#include "ui/document/document.h"
#include "ui/document/selection.h"
#include "ui/run/moment.h"
#include "ui/run/run_book.h"

namespace pellucid::ui {

class RunController : public QObject {
  Q_OBJECT

 public:
  /// For runs that can be shown again; the last one is kept however large it is.
  static constexpr std::size_t kMostLeftBytes = std::size_t{1} << 30;

  /// The references must outlive the controller.
  RunController(Document& document, Selection& selection, std::size_t mostLeftBytes = kMostLeftBytes);

  /// A state to continue from, with the curves that led to it.
  struct Resume {
    engine::RunState state;
    engine::History history;
    std::int64_t stepsPerEpoch = 1;  ///< where the data are not here to give it
    /// The weights that the run began with; null where they were drawn from the seed.
    std::shared_ptr<const engine::Vector> initial = nullptr;
    /// Every moment of the run, with `state` at its cursor; null where they are not known.
    std::shared_ptr<const engine::TimelineRecord> timeline = nullptr;
    /// The list that this run belongs to; none where it is the only one.
    std::optional<AllRuns> runs = {};

    /// A run that begins with this state; Reset returns to its weights.
    static Resume beginning(engine::RunState state);
  };
  /// Sets document and run to those of a file, or of a new experiment where there is nothing to resume. Data
  /// without samples are shown with the state, and not trained on.
  void open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
            std::optional<Resume> resume = {});

  void train();
  void pause();
  void stepOnce();
  void trainEpoch();
  /// Goes back this many steps, bit for bit, as far as Snapshot::earliestStep, and pauses.
  void stepBack(std::int64_t steps);
  /// Goes to a step of a lane (engine/train/timeline.h) and pauses; nothing is forgotten. Where places are
  /// requested faster than they can be reached, only the last counts.
  void goTo(std::size_t lane, std::int64_t step);
  /// Whether it is on the way to such a step.
  bool isGoing() const { return m_wanted || m_lastAnswered < m_going; }
  /// Adds notes to this run's timeline, or removes lanes or brings them back.
  void editTimeline(const engine::TimelineEdit& edit);
  /// From the same initial weights again, as an undoable step of the document.
  void reset();
  /// A new run of the same design with these initial weights, as an undoable step of the document called
  /// `text`. There must be as many as the network has.
  engine::Result<void> restartFrom(engine::Vector weights, const QString& text);
  /// Another design whose run begins with these weights, as an undoable step; they must fit its network.
  engine::Result<void> goOnWith(const engine::Experiment& experiment, engine::Vector weights,
                                const QString& text);

  /// All runs since something was opened.
  RunBook& book() { return m_book; }
  const RunBook& book() const { return m_book; }
  /// Shows a run that was left, as it was, as an undoable step of the document. Refuses a run that does not
  /// exist or whose state was discarded.
  engine::Result<void> show(std::uint64_t run);
  /// Begins another run of the same design, from its initial weights.
  engine::Result<void> beginAgain(std::uint64_t run);

  /// A run that was left, and what it had learned.
  struct Former {
    Design design;
    std::shared_ptr<const engine::Vector> weights;
    std::int64_t steps = 0;
  };
  /// The most recently left run whose weights are not just drawn from a seed, if there is one.
  std::optional<Former> former() const;
  /// Batches per second; 0 means as fast as the machine can.
  void setSpeed(double stepsPerSecond);
  /// From now on snapshots hold the history of this parameter, or of none. Repeating the call costs nothing.
  void watch(std::optional<engine::Index> parameter);
  /// Requests a snapshot with the whole state, which the next moment then has; at rest every moment has it.
  void wantWhole();
  /// Waits until all requests so far have been obeyed, which takes no longer than the step in progress, and
  /// shows the result. Saving and leaving a run need this: what they keep is one state, and the newest.
  void catchUp();
  /// Passes on the moment at which all requests so far have been obeyed, with its whole state and its
  /// timeline, once it is there. That is soon, and nothing waits for it. Null where there is no network.
  void capture(std::function<void(const std::shared_ptr<const engine::Snapshot>&)> then);
  /// The same at once, after waiting for it.
  std::shared_ptr<const engine::Snapshot> captureNow();
  /// The newest state of the run, which belongs to the document's design after catchUp(). Null before the
  /// first run, and when the run has failed.
  const std::shared_ptr<const engine::Snapshot>& newest() const { return m_newest; }

  /// Null until the first snapshot has arrived.
  const Moment* moment() const { return m_moment.get(); }
  const engine::Phase& phase() const { return m_phase; }
  bool isTraining() const { return engine::isRunning(m_phase); }
  /// Whether nothing can change until the next command: the frame timer does not tick.
  bool isResting() const { return !m_timer.isActive(); }
  /// Whether the newest moment belongs to a network or weights that have since changed.
  bool isStale() const { return m_isStale; }
  /// The number of the current run; undo returns to the same one.
  std::uint64_t run() const { return m_run; }
  /// Whether newest() is of that run, which is so once a new run has reported.
  bool hasSpoken() const { return m_newest && m_newest->run == m_run; }
  /// All points of this run so far.
  const engine::History& history() const { return m_history; }

 signals:
  /// The selected input can't be sent through the current network: another one is needed before there is a
  /// moment.
  void inputMisfits();
  void momentChanged(const MomentPtr& moment);
  /// Training or another step has been requested and will follow.
  void otherStepsWanted();
  /// Other curves, from the beginning.
  void runReplaced();
  /// A design or a reset began a new run; undo brings back the previous one, which has done this many steps
  /// (> 0).
  void runLeft(std::int64_t steps);
  /// Training was requested, but the data are not here.
  void dataNeeded();
  void historyAppended(const engine::History& points);
  /// Another lane is shown, or a point was measured again: these points replace those shown.
  void historyReplaced(const engine::History& points);
  void phaseChanged(const engine::Phase& phase);
  void staleChanged(bool isStale);

 private:
  void onDesignChanged(const Design& before, const Design& after, bool isOpened);
  void onParameterChanged(engine::Index index, double value);
  /// Returns the steps that it has done, when undo can bring them back.
  std::int64_t leave(const Design& design);
  void onExperimentChanged();
  /// Counts the time of training since the last call.
  void countSeconds();
  /// An edit that acted in the past opened a lane: undoing it returns to where it was made, and redoing it
  /// returns to the lane.
  bool returnsToLane(const Design& before, const Design& after);
  void rememberBranch(const Design& before, const Design& after);
  /// Takes the settings of the moment shown.
  void followSettings(const engine::Snapshot& snapshot);
  void start(engine::StartRun command, engine::History history);
  void showWithoutData(std::uint64_t run, const Resume& resume);
  bool asksForData();
  void go(const engine::GoTo& place);
  void post(engine::Command command);
  void tick();
  /// `isShown` is false for what a run being left still reports.
  void take(engine::Update update, bool isShown);
  void show(engine::Update update, bool isShown);
  void waitForAnswers(bool isShown);
  void deliver(const std::vector<std::shared_ptr<const engine::Snapshot>>& captured);
  /// Whether a project without its data is shown beside the session.
  bool isBesideSession() const { return m_newest && m_newest->network && !m_document.hasData(); }
  void setStale(bool isStale);
  void setPhase(const engine::Phase& phase);
  void showMoment(std::shared_ptr<const engine::Snapshot> snapshot);
  void probeAgain();

  Document& m_document;
  Selection& m_selection;
  RunBook m_book;
  QElapsedTimer m_clock;           ///< while it trains
  std::optional<Resume> m_resume;  ///< for the run that is being opened
  std::uint64_t m_run = 0;
  bool m_hasInitialWeights = false;  ///< whether the run began with those of its seed
  std::uint64_t m_newestRun = 0;
  std::uint64_t m_startedBy = 0;  ///< the command; undo may have returned to a run that reported before it
  std::shared_ptr<const engine::Snapshot> m_newest;
  struct Branch {
    engine::GoTo from;               ///< where the edit was made
    std::optional<engine::GoTo> to;  ///< where its lane was left, when the edit was undone
  };
  std::map<std::pair<std::uint64_t, std::uint64_t>, Branch> m_branches;  ///< by the designs before and after
  std::uint64_t m_going = 0;                                             ///< the command that goes to a place
  QElapsedTimer m_sinceGoing;
  std::map<std::uint64_t, std::function<void(const std::shared_ptr<const engine::Snapshot>&)>>
      m_captures;                        ///< by their commands
  std::optional<engine::GoTo> m_wanted;  ///< the place to go to once that has been obeyed
  std::optional<engine::Index> m_watched;
  std::uint64_t m_watchedIn = 0;  ///< the run that was told to watch it
  std::uint64_t m_lastPosted = 0;
  std::uint64_t m_lastAnswered = 0;
  bool m_isStale = false;
  std::uint64_t m_staleUntil = 0;  ///< until this command has been obeyed
  engine::Phase m_phase;
  engine::History m_history;
  MomentPtr m_moment;
  QTimer m_timer;
  engine::Session m_session;
};

}  // namespace pellucid::ui
