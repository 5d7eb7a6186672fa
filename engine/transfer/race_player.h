// SPDX-License-Identifier: GPL-3.0-or-later
// Steps a race of arms at a pace that can be watched, on a thread of its own, which hands out a picture when
// the last one has been taken. Belongs to the thread that made it, and none of its functions makes that one
// wait. Paused or at its end, its thread sleeps.
#pragma once

#include <optional>

#include "engine/base/latest_job.h"
#include "engine/transfer/race_picture.h"
#include "engine/transfer/record.h"
#include "engine/transfer/task_source.h"

namespace pellucid::engine {

class RacePlayer {
 public:
  /// Accuracies while watching are taken over this many test samples, so that measuring does not stop the
  /// picture.
  static constexpr Index kTestSamples = 1000;
  /// Of samples, batches and new initial weights: the first of a sweep.
  static constexpr std::uint64_t kSeed = 1;

  /// What is new since the last look.
  struct News {
    std::shared_ptr<const RacePicture> picture;  ///< null where nothing has changed
    std::optional<Error> error;                  ///< and then the run is over
    bool isResting = false;  ///< nothing is left to do, and the last picture shows the last step
  };

  RacePlayer() = default;
  ~RacePlayer() { end(); }  ///< waits for the step in progress
  RacePlayer(const RacePlayer&) = delete;
  RacePlayer& operator=(const RacePlayer&) = delete;

  /// Makes the task and plays the arms of the design on it, with this many samples per class (≥ 1) and at
  /// most this many steps per second; 0 is as fast as it goes. With `isPlaying` false it waits for its first
  /// order. A run under way ends, after the step in progress.
  void begin(TaskSource source, TransferDesign design, Index samplesPerClass, double stepsPerSecond,
             bool isPlaying = true);
  /// Forgets the run.
  void end();
  bool hasRun() const { return m_shared != nullptr; }

  // Orders. Without a run they do nothing.
  void setPlaying(bool isPlaying);
  /// One step, then pause.
  void step();
  void setSpeed(double stepsPerSecond);
  /// A padlock, from the next step on.
  void setFrozen(std::size_t arm, std::size_t layer, bool isFrozen);

  /// Asks for the next picture, too. Nothing where there is no run.
  News poll();

 private:
  struct Shared;
  static Result<void> work(const TaskSource& source, const TransferDesign& design, Index samplesPerClass,
                           const Progress& progress, Shared& shared);
  template <class Change>
  void order(const Change& change);

  std::shared_ptr<Shared> m_shared;  ///< what the owner and the thread share; one for each run
  LatestJob<Result<void>> m_job;
};

}  // namespace pellucid::engine
