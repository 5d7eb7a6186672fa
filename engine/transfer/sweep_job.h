// SPDX-License-Identifier: GPL-3.0-or-later
// Measures a design beside a caller that must not wait: makes the task, runs the sweep on all cores, and
// keeps what is known of it so far. Belongs to the thread that made it, and none of its functions makes that
// one wait.
#pragma once

#include <optional>

#include "engine/base/latest_job.h"
#include "engine/transfer/record.h"
#include "engine/transfer/task_source.h"

namespace pellucid::engine {

/// What is known so far.
struct SweepNews {
  SourceProgress source = {};
  /// What was measured, its figures in the order of their places. Its design is the one that was asked for,
  /// with the source itself where no name makes it again.
  TransferRecord record = {};
  bool isDone = false;              ///< or stopped
  std::optional<Error> error = {};  ///< then there are no figures
};

class SweepJob {
 public:
  SweepJob() = default;
  ~SweepJob() { forget(); }  ///< waits for the steps in progress
  SweepJob(const SweepJob&) = delete;
  SweepJob& operator=(const SweepJob&) = delete;

  /// `isSourceUnnamed`: the source is kept in the record, since no name makes it again. What is under way
  /// ends, after the steps in progress, and is forgotten.
  void start(TaskSource source, TransferDesign design, bool isSourceUnnamed);
  /// Ends soon, with the figures that there are.
  void cancel() { m_job.cancel(); }
  void forget();

  /// Nothing where nothing is new.
  std::optional<SweepNews> poll();

 private:
  struct Told;
  static Result<void> work(const TaskSource& source, bool isSourceUnnamed, const Progress& progress,
                           Told& told);

  std::shared_ptr<Told> m_told;  ///< what the threads tell the owner; one for each run
  LatestJob<Result<void>> m_job;
};

}  // namespace pellucid::engine
