// SPDX-License-Identifier: GPL-3.0-or-later
// Measures a design in the background: makes the task, runs the sweep on all cores, and keeps the results so
// far. Belongs to the thread that made it, and none of its functions blocks that thread.
#pragma once

#include <optional>

#include "engine/base/latest_job.h"
#include "engine/transfer/record.h"
#include "engine/transfer/task_source.h"

namespace pellucid::engine {

/// The results so far.
struct SweepNews {
  SourceProgress source = {};
  /// The measurements, with figures in the order of their places. Its design is the requested one, with the
  /// source itself where its name does not reproduce it.
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

  /// `isSourceUnnamed`: the source is stored in the record, since its name does not reproduce it. Work in
  /// progress ends after its current steps and is forgotten.
  void start(TaskSource source, TransferDesign design, bool isSourceUnnamed);
  /// Ends soon, with the existing figures.
  void cancel() { m_job.cancel(); }
  void forget();

  /// Nothing where there is no news.
  std::optional<SweepNews> poll();

 private:
  struct Told;
  static Result<void> work(const TaskSource& source, bool isSourceUnnamed, const Progress& progress,
                           Told& told);

  std::shared_ptr<Told> m_told;  ///< reported by the threads to the owner; one per run
  LatestJob<Result<void>> m_job;
};

}  // namespace pellucid::engine
