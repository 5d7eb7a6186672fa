// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that trains. Commands arrive through a queue; the ui polls for the newest snapshot at its
// frame rate. The engine never calls the ui. All public functions can be called from any thread and return at
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

/// Replaces the run. `run` is a number of the caller's choice that is returned in the snapshots. Returning to
/// a run with the number and revision at which it was left restores its timeline.
struct StartRun {
  std::uint64_t run = 0;
  Experiment experiment;
  DatasetPtr dataset;
  std::optional<RunState> state;  ///< to continue from; otherwise initial weights
  std::uint64_t revision = 0;     ///< of that state: 0, or as given in its snapshot
  History history = {};           ///< the points up to it
  bool isAlone = false;           ///< earlier runs will not be returned to
  /// With `state` at its cursor: the lanes to continue; null for none.
  std::shared_ptr<const TimelineRecord> timeline = nullptr;
};
/// Applies the learning rate and the padlocks, nothing else. The run fails when the rate is out of range.
struct ApplyLive {
  Experiment experiment;
};
/// Trains until another command.
struct Train {};
/// Stops after the step in progress and measures the test split.
struct Pause {};
/// Trains this many steps, then pauses. Like TrainEpoch, it accumulates: ten at once are ten steps.
struct TrainSteps {
  std::int64_t count = 1;
};
/// Trains to the end of the epoch, then pauses.
struct TrainEpoch {};
/// Goes to a step of a lane (see timeline.h), bit for bit as it was, or to the nearest step that the lane
/// has, and pauses. Nothing is forgotten: further training follows the lane, and a change in the past opens
/// another one. A long way shows moments in between; later commands wait, except that another GoTo and Pause
/// end it.
struct GoTo {
  std::size_t lane = 0;
  std::int64_t step = 0;
};
/// The same, for this many steps back on the present lane.
struct StepBack {
  std::int64_t count = 1;
};
/// Sets one parameter by hand (its index in the flat vector, and its value) and pauses. To undo it, set the
/// old value, even one that is not finite.
struct SetParameter {
  Index index = 0;
  Scalar value = 0;
};
/// Notes on the timeline, and lanes removed or restored. When the shown lane is removed, goes to where it had
/// left the others, and pauses.
struct EditTimeline {
  TimelineEdit edit;
};
/// Keeps Snapshot::watched for this parameter (its index in the flat vector) from now on, or for none.
/// Watching the same one again continues its history; a new run of the same network continues watching
/// automatically.
struct WatchParameter {
  std::optional<Index> parameter;
};
/// Requests a snapshot with the whole state, from which training can continue.
struct Keep {};
/// Puts the moment at which it is obeyed into Update::captured, complete with its timeline: for saving.
struct Capture {};
/// At most this many steps per second; 0 means as fast as possible.
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

  /// Queues a command and returns its number, counted from 1; Snapshot::lastCommand shows when it has been
  /// obeyed.
  std::uint64_t post(Command command);

  /// What is new since the last poll; also requests the next snapshot: without polls, none is built.
  Update poll();
  /// The same, but waits for a snapshot that has obeyed command `number`, which takes as long as the step in
  /// progress. `number` must have been posted and not yet polled.
  Update pollAfter(std::uint64_t number);

 private:
  using Clock = std::chrono::steady_clock;

  /// With m_mutex locked.
  Update takeLatest();
  void work();
  /// A bug ends the run, not the program: an exception becomes the phase Failed.
  void guarded(const std::function<void()>& work);
  /// Obeys waiting commands in order, as far as possible now; returns whether there were any.
  bool obeyAll();
  void obey(Command& command);
  void obey(StartRun& start);
  void leaveRun(bool isForGood);
  std::size_t formerBytes() const;
  /// Restores the timeline, if any, of a run to which the trainer has returned.
  bool returnToRun(std::uint64_t revision);
  void obey(const ApplyLive& live);
  void obey(const GoTo& place);
  /// Part of the way, so that commands are obeyed in between.
  void goOn();
  /// Whether the next command ends a way that has become long.
  bool isWayGivenUp() const;
  void obey(const SetParameter& edit);
  void obey(const EditTimeline& timeline);
  void obey(const WatchParameter& watch);
  void trainOnce();
  /// Whether the test split has to be measured before the run continues by itself.
  bool isMeasuring() const;
  /// Part of the measurement, so that commands are obeyed in between.
  void measure();
  void forgetMeasured();
  HistoryPoint pointHere(const Metrics& metrics) const;
  /// The time as reported when the present step was first done.
  double secondsHere() const;
  /// Switches the history that goes to the views to that of the present lane.
  void followLane();
  void showLane();
  void publish();
  void obey(const Capture& capture);
  std::shared_ptr<Snapshot> makeSnapshot(bool isWhole);
  bool isRunning() const { return std::holds_alternative<Running>(m_phase); }
  void run(std::optional<std::int64_t> until);
  void pause();
  /// Enters this phase, unless the state cannot be trained.
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
  History m_history;       // up to m_latest, so that curves and snapshot show the same steps
  bool m_isWhole = false;  // m_history is the lane's entire history

  // The worker's own.
  History m_since;  // points after the last snapshot
  std::uint64_t m_obeyed = 0;
  std::uint64_t m_run = 0;
  Phase m_phase;
  std::unique_ptr<Trainer> m_trainer;
  /// A run that has been replaced by another.
  struct Former {
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    Timeline timeline;
    std::vector<History> lanes;
    std::size_t lane = 0;
    std::shared_ptr<const TimelineRecord> record;  ///< its entire timeline, made on first use
  };
  std::deque<Former> m_formers;  // most recent last
  Timeline m_timeline;
  std::vector<History> m_lanes;  // the published points of each lane, from the run's beginning
  std::size_t m_lane = 0;        // the one whose points are shown
  std::optional<WeightHistory> m_watched;
  std::optional<std::int64_t> m_until;
  std::deque<Command> m_todo;   // taken from the queue
  std::optional<GoTo> m_place;  // the destination of the way in progress
  Clock::time_point m_left;     // when that way began
  std::optional<HistoryPoint> m_train;
  std::optional<HistoryPoint> m_test;
  double m_seconds = 0;  ///< time taken by the steps up to here
  std::uint64_t m_revision = 0;
  bool m_keeps = false;               // the next snapshot will be a whole one
  bool m_isTestDue = false;           // for the present weights, before the next step
  bool m_hasUnpublishedStep = false;  // something is new since the last snapshot
  double m_stepsPerSecond = 0;
  Clock::time_point m_nextStep;
  Clock::time_point m_measuredSince;
  std::int64_t m_measuredSamples = 0;
  std::int64_t m_measuredSteps = 0;
  double m_samplesPerSecond = 0;

  std::thread m_thread;  // last, so that everything above exists when it starts
};

}  // namespace pellucid::engine
