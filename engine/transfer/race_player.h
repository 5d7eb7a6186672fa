// SPDX-License-Identifier: GPL-3.0-or-later
// Steps a race of arms at a pace that can be watched, on its own thread, which provides a new picture once
// the last one has been taken. Belongs to the thread that made it, and none of its functions blocks that
// thread. When paused or at the end, its own thread sleeps.
#pragma once

#include <optional>

#include "engine/base/latest_job.h"
#include "engine/transfer/race_picture.h"
#include "engine/transfer/record.h"
#include "engine/transfer/task_source.h"

namespace pellucid::engine {

class RacePlayer {
 public:
  /// While watching, accuracies are measured on this many test samples, so that measuring does not stall the
  /// picture.
  static constexpr Index kTestSamples = 1000;
  /// For samples, batches and new initial weights: the first seed of a sweep.
  static constexpr std::uint64_t kSeed = 1;

  /// What is new since the last poll.
  struct News {
    std::shared_ptr<const RacePicture> picture;  ///< null where nothing has changed
    std::optional<Error> error;                  ///< then the run is over
    bool isResting = false;  ///< nothing is left to do, and the last picture shows the last step
  };

  RacePlayer() = default;
  ~RacePlayer() { end(); }  ///< waits for the step in progress
  RacePlayer(const RacePlayer&) = delete;
  RacePlayer& operator=(const RacePlayer&) = delete;

  /// Makes the task and plays the arms of the design on it, with this many samples per class (≥ 1) and at
  /// most this many steps per second; 0 is as fast as possible. With `isPlaying` false it waits for its first
  /// order. A run in progress ends after its current step.
  void begin(TaskSource source, TransferDesign design, Index samplesPerClass, double stepsPerSecond,
             bool isPlaying = true);
  /// Ends the run and forgets it.
  void end();
  bool hasRun() const { return m_shared != nullptr; }

  // Orders. They have no effect without a run.
  void setPlaying(bool isPlaying);
  /// One step, then pause.
  void step();
  void setSpeed(double stepsPerSecond);
  /// Sets a padlock from the next step on.
  void setFrozen(std::size_t arm, std::size_t layer, bool isFrozen);

  /// Also requests the next picture. Nothing where there is no run.
  News poll();

 private:
  struct Shared;
  static Result<void> work(const TaskSource& source, const TransferDesign& design, Index samplesPerClass,
                           const Progress& progress, Shared& shared);
  template <class Change>
  void order(const Change& change);

  std::shared_ptr<Shared> m_shared;  ///< shared by the owner and the thread; one per run
  LatestJob<Result<void>> m_job;
};

}  // namespace pellucid::engine
