// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that trains. Commands go in through a queue; the ui polls at its frame rate for the newest
// snapshot. The engine never calls the ui. All public functions may be called from any thread and return at
// once.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "engine/train/snapshot.h"
#include "engine/train/timeline.h"

namespace pellucid::engine {

/// Replaces the run. `run` is a number of the caller's choice that comes back in the snapshots. A run that is
/// come back to with its number and the revision that it was left with has its timeline again.
struct StartRun {
  std::uint64_t run = 0;
  Experiment experiment;
  DatasetPtr dataset;
  std::optional<RunState> state;  ///< to go on from; initial weights where there is none
  std::uint64_t revision = 0;     ///< of that state: 0, or what its snapshot said
  History history = {};           ///< the points that led to it
  bool isAlone = false;           ///< no run of before is come back to
  /// With `state` at its cursor: the lanes to go on with; null for none.
  std::shared_ptr<const TimelineRecord> timeline = nullptr;
};
/// Takes over the learning rate and the padlocks, nothing else. Fails the run when the rate is out of range.
struct ApplyLive {
  Experiment experiment;
};
/// Trains until told otherwise.
struct Train {};
/// Stops after the step in progress and measures the test split.
struct Pause {};
/// Trains this many steps, then pauses. Like TrainEpoch it adds up: ten at once are ten steps.
struct TrainSteps {
  std::int64_t count = 1;
};
/// Trains to the end of the epoch, then pauses.
struct TrainEpoch {};
/// Goes to a step of a lane (see timeline.h), bit for bit as it was, or to the nearest that it has, and
/// pauses. Nothing is forgotten: training on follows the lane, and a change in the past opens another one. On
/// a long way there moments between are shown, and what is asked for next waits, but another place and Pause
/// end it.
struct GoTo {
  std::size_t lane = 0;
  std::int64_t step = 0;
};
/// The same, this many steps back on the present lane.
struct StepBack {
  std::int64_t count = 1;
};
/// Sets one parameter by hand (its number in the flat vector, and its value) and pauses. Whoever wants to
/// take it back sets the old value, even one that is not finite.
struct SetParameter {
  Index index = 0;
  Scalar value = 0;
};
/// Notes on the timeline, and lanes taken away or brought back. Where the one that is shown goes, it goes to
/// where that had left the others, and pauses.
struct EditTimeline {
  TimelineEdit edit;
};
/// Keeps Snapshot::watched of this parameter (its number in the flat vector) from now on, or of none.
/// Watching the same one again goes on with what there is; a new run of the same network watches on by
/// itself.
struct WatchParameter {
  std::optional<Index> parameter;
};
/// Asks for a snapshot with the whole state, to be gone on from.
struct Keep {};
/// Puts the moment at which it is obeyed into Update::captured, whole and with its timeline: to be saved.
struct Capture {};
/// At most this many steps per second; 0 means as fast as the machine can.
struct SetSpeed {
  double stepsPerSecond = 0;
};

using Command = std::variant<StartRun, ApplyLive, Train, Pause, TrainSteps, TrainEpoch, GoTo, StepBack,
                             SetParameter, EditTimeline, WatchParameter, Keep, Capture, SetSpeed>;

class Session {
 public:
  Session();
  ~Session();  ///< waits for the step in progress
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Queues a command and returns its number, counted from 1; Snapshot::lastCommand tells when it was obeyed.
  std::uint64_t post(Command command);

  /// What is new since the last poll, and asks for the next snapshot: while nobody polls, none is built.
  Update poll();
  /// The same, but waits for a snapshot that has obeyed command `number`, which takes as long as the step in
  /// progress. `number` must have been posted, and not have been polled already.
  Update pollAfter(std::uint64_t number);

 private:
  using Clock = std::chrono::steady_clock;

  /// With m_mutex locked.
  Update takeLatest();
  void work();
  /// A bug ends the run, not the program: what is thrown becomes the phase Failed.
  void guarded(const std::function<void()>& work);
  /// What waits, in its order, as far as it can be now; says whether something was.
  bool obeyAll();
  void obey(Command& command);
  void obey(StartRun& start);
  void leaveRun(bool isForGood);
  std::size_t formerBytes() const;
  /// Takes up the timeline of the run, which the trainer has been taken back to, if there is one.
  bool returnToRun(std::uint64_t revision);
  void obey(const ApplyLive& live);
  void obey(const GoTo& place);
  /// Some of the way, so that others are heard between.
  void goOn();
  /// Whether what is to be obeyed next makes an end of a way that has become long.
  bool isWayGivenUp() const;
  void obey(const SetParameter& edit);
  void obey(const EditTimeline& timeline);
  void obey(const WatchParameter& watch);
  void trainOnce();
  /// Whether the test split has to be measured before anything else happens by itself.
  bool isMeasuring() const;
  /// Some of it, so that commands are obeyed between.
  void measure();
  void forgetMeasured();
  HistoryPoint pointHere(const Metrics& metrics) const;
  /// As it was told when the present step was done first.
  double secondsHere() const;
  /// The history that goes to the views is that of the present lane.
  void followLane();
  void showLane();
  void publish();
  void obey(const Capture& capture);
  std::shared_ptr<Snapshot> makeSnapshot(bool isWhole);
  bool isRunning() const { return std::holds_alternative<Running>(m_phase); }
  void run(std::optional<std::int64_t> until);
  void pause();
  /// This phase, unless the state can't be trained on.
  void rest(Phase phase);
  /// The step at which the run will rest.
  std::int64_t goal() const;

  // Shared, guarded by m_mutex.
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::condition_variable m_published;
  std::vector<Command> m_commands;
  std::uint64_t m_posted = 0;
  bool m_stopping = false;
  bool m_wanted = true;
  std::shared_ptr<const Snapshot> m_latest;
  std::vector<std::shared_ptr<const Snapshot>> m_captured;
  History m_history;       // up to m_latest, so that curves and snapshot tell of the same steps
  bool m_isWhole = false;  // m_history is all of its lane

  // The worker's own.
  History m_since;  // points that came after the last snapshot
  std::uint64_t m_obeyed = 0;
  std::uint64_t m_run = 0;
  Phase m_phase;
  std::unique_ptr<Trainer> m_trainer;
  /// A run that another has replaced.
  struct Former {
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    Timeline timeline;
    std::vector<History> lanes;
    std::size_t lane = 0;
    std::shared_ptr<const TimelineRecord> record;  ///< all of it, made when it is first asked for
  };
  std::deque<Former> m_formers;  // the last one at the end
  Timeline m_timeline;
  std::vector<History> m_lanes;  // the published points of each lane, from the run's beginning
  std::size_t m_lane = 0;        // the one whose points are shown
  std::optional<WeightHistory> m_watched;
  std::optional<std::int64_t> m_until;
  std::deque<Command> m_todo;   // taken from the queue
  std::optional<GoTo> m_place;  // that is being gone to
  Clock::time_point m_left;     // when that began
  std::optional<HistoryPoint> m_train;
  std::optional<HistoryPoint> m_test;
  double m_seconds = 0;  ///< that the steps up to here have taken
  std::uint64_t m_revision = 0;
  bool m_keeps = false;               // the next snapshot is a whole one
  bool m_isTestDue = false;           // of the weights as they are, before the next step
  bool m_hasUnpublishedStep = false;  // there is something new since the last snapshot
  double m_stepsPerSecond = 0;
  Clock::time_point m_nextStep;
  Clock::time_point m_measuredSince;
  std::int64_t m_measuredSamples = 0;
  std::int64_t m_measuredSteps = 0;
  double m_samplesPerSecond = 0;

  std::thread m_thread;  // last, so that everything above exists when it starts
};

}  // namespace pellucid::engine
