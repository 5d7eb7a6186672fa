// SPDX-License-Identifier: GPL-3.0-or-later
// Between the document and the engine's session. A change of the design becomes a command, or begins another
// run; the run before is kept beside its design, where undo finds it as it stood. A frame timer polls the
// session and hands every view one Moment. It rests while nothing can change, so an idle window uses no
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
  /// Of runs that can be shown again; the last one is kept, however large it is.
  static constexpr std::size_t kMostLeftBytes = std::size_t{1} << 30;

  /// The references must outlive the controller.
  RunController(Document& document, Selection& selection, std::size_t mostLeftBytes = kMostLeftBytes);

  /// A state to go on from, with the curves that led to it.
  struct Resume {
    engine::RunState state;
    engine::History history;
    std::int64_t stepsPerEpoch = 1;  ///< where the data are not here to tell it
    /// The weights that the run began with; null where they were drawn from the seed.
    std::shared_ptr<const engine::Vector> initial = nullptr;
    /// Every moment of the run, with `state` at its cursor; null where they are not known.
    std::shared_ptr<const engine::TimelineRecord> timeline = nullptr;
    /// The list that this run belongs to; none where it is alone.
    std::optional<AllRuns> runs = {};

    /// A run that begins with this state, to whose weights Reset returns.
    static Resume beginning(engine::RunState state);
  };
  /// Makes document and run those of a file, or of a new experiment where there is nothing to resume. Data
  /// without samples are shown with the state, and not trained on.
  void open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
            std::optional<Resume> resume = {});

  void train();
  void pause();
  void stepOnce();
  void trainEpoch();
  /// Goes back this many steps, bit for bit, as far as Snapshot::earliestStep, and pauses.
  void stepBack(std::int64_t steps);
  /// Goes to a step of a lane (engine/train/timeline.h) and pauses; nothing is forgotten. Of places that are
  /// asked for faster than they can be gone to, only the last counts.
  void goTo(std::size_t lane, std::int64_t step);
  /// On the way to such a step.
  bool isGoing() const { return m_wanted || m_lastAnswered < m_going; }
  /// Notes on the timeline of this run, and lanes taken away or brought back.
  void editTimeline(const engine::TimelineEdit& edit);
  /// From the same initial weights again, as an undoable step of the document.
  void reset();
  /// A new run of the same design whose initial weights are these, as an undoable step of the document called
  /// `text`. There must be as many as the network has.
  engine::Result<void> restartFrom(engine::Vector weights, const QString& text);
  /// Another design whose run begins with these weights, as an undoable step; they fit its network.
  engine::Result<void> goOnWith(const engine::Experiment& experiment, engine::Vector weights,
                                const QString& text);

  /// All runs since something was opened.
  RunBook& book() { return m_book; }
  const RunBook& book() const { return m_book; }
  /// Shows a run that was left, where it stood, as an undoable step of the document. Refuses one that is not
  /// there, or whose state was let go.
  engine::Result<void> show(std::uint64_t run);
  /// Begins another run of the same design, from its initial weights.
  engine::Result<void> beginAgain(std::uint64_t run);

  /// A run that was left, and what it had learned.
  struct Former {
    Design design;
    std::shared_ptr<const engine::Vector> weights;
    std::int64_t steps = 0;
  };
  /// The one that was left last of those whose weights are not just drawn from a seed, if there is one.
  std::optional<Former> former() const;
  /// Batches per second; 0 means as fast as the machine can.
  void setSpeed(double stepsPerSecond);
  /// From now on snapshots hold the history of this parameter, or of none. Asking again costs nothing.
  void watch(std::optional<engine::Index> parameter);
  /// Asks for a snapshot with the whole state, which the next moment has; at rest each has it.
  void wantWhole();
  /// Waits until all that was asked for has been obeyed, as long as the step in progress takes, and shows it.
  /// Saving and leaving a run need that: what they keep is one state, and the newest.
  void catchUp();
  /// Hands over the moment at which all is obeyed that has been asked for, with its whole state and its
  /// timeline, when it is there. That is soon, and nothing waits for it. Null where there is no network.
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
  /// Nothing can change until the next command: the frame timer does not tick.
  bool isResting() const { return !m_timer.isActive(); }
  /// The newest moment belongs to a network or to weights that were changed since.
  bool isStale() const { return m_isStale; }
  /// The number of the current run; undo comes back to the same one.
  std::uint64_t run() const { return m_run; }
  /// Whether newest() is of that run, as it is once a new one has spoken.
  bool hasSpoken() const { return m_newest && m_newest->run == m_run; }
  /// All points of this run so far.
  const engine::History& history() const { return m_history; }

 signals:
  /// The selected input can't be sent through the network that is here now: another one is needed before
  /// there is a moment.
  void inputMisfits();
  void momentChanged(const MomentPtr& moment);
  /// Training, or another step, is asked for, and will follow.
  void otherStepsWanted();
  /// Other curves, from their beginning.
  void runReplaced();
  /// A design or a reset began a new run; undo brings back the one before, which has done so many steps (>
  /// 0).
  void runLeft(std::int64_t steps);
  /// Training was asked for, but the data are not here.
  void dataNeeded();
  void historyAppended(const engine::History& points);
  /// Another lane is shown, or a point was measured again: these take the place of those shown.
  void historyReplaced(const engine::History& points);
  void phaseChanged(const engine::Phase& phase);
  void staleChanged(bool isStale);

 private:
  void onDesignChanged(const Design& before, const Design& after, bool isOpened);
  void onParameterChanged(engine::Index index, double value);
  /// The steps that it has done, when undo can bring them back.
  std::int64_t leave(const Design& design);
  void onExperimentChanged();
  /// Of training, since it was asked last.
  void countSeconds();
  /// An edit that acted in the past opened a lane; taking it back means to return to where it was made, and
  /// redoing it, to the lane.
  bool returnsToLane(const Design& before, const Design& after);
  void rememberBranch(const Design& before, const Design& after);
  /// The settings are those of the moment that is shown.
  void followSettings(const engine::Snapshot& snapshot);
  void start(engine::StartRun command, engine::History history);
  void showWithoutData(std::uint64_t run, const Resume& resume);
  bool asksForData();
  void go(const engine::GoTo& place);
  void post(engine::Command command);
  void tick();
  /// Not shown is what a run that is being left still says.
  void take(engine::Update update, bool isShown);
  void show(engine::Update update, bool isShown);
  void waitForAnswers(bool isShown);
  void deliver(const std::vector<std::shared_ptr<const engine::Snapshot>>& captured);
  /// A project without its data is shown beside the session.
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
  bool m_hasInitialWeights = false;  ///< the run began with those of its seed
  std::uint64_t m_newestRun = 0;
  std::uint64_t m_startedBy = 0;  ///< the command; undo may have come back to a run that spoke before it
  std::shared_ptr<const engine::Snapshot> m_newest;
  struct Branch {
    engine::GoTo from;               ///< where the edit was made
    std::optional<engine::GoTo> to;  ///< where its lane was left, when the edit was taken back
  };
  std::map<std::pair<std::uint64_t, std::uint64_t>, Branch> m_branches;  ///< by the designs before and after
  std::uint64_t m_going = 0;                                             ///< the command that goes to a place
  QElapsedTimer m_sinceGoing;
  std::map<std::uint64_t, std::function<void(const std::shared_ptr<const engine::Snapshot>&)>>
      m_captures;                        ///< by their commands
  std::optional<engine::GoTo> m_wanted;  ///< the place to go to, when that has been obeyed
  std::optional<engine::Index> m_watched;
  std::uint64_t m_watchedIn = 0;  ///< the run that was told so
  std::uint64_t m_lastPosted = 0;
  std::uint64_t m_lastAnswered = 0;
  bool m_isStale = false;
  std::uint64_t m_staleUntil = 0;  ///< this command has been obeyed
  engine::Phase m_phase;
  engine::History m_history;
  MomentPtr m_moment;
  QTimer m_timer;
  engine::Session m_session;
};

}  // namespace pellucid::ui
