// SPDX-License-Identifier: GPL-3.0-or-later
// repeat() in the background of a window: on all cores, at a lower priority than the window's own threads,
// with the results so far available at any time.
#pragma once

#include "engine/base/latest_job.h"
#include "engine/train/repeat.h"

namespace pellucid::engine {

class RepeatJob {
 public:
  /// Discards any work in progress.
  void start(RepeatSpec spec);
  /// The runs in progress end soon; their results so far are reported.
  void cancel() { m_job.cancel(); }
  void forget();

  struct News {
    std::vector<Repetition> runs;  ///< in the order of the experiments
    bool isDone = false;
    std::optional<Error> error = {};  ///< a refusal; then there are no runs
  };
  /// The results so far, if they have changed since the last call.
  std::optional<News> poll();
  /// From 0 to 1.
  double share() const { return m_job.share(); }

 private:
  struct Told;
  std::shared_ptr<Told> m_told;
  LatestJob<Result<std::vector<Repetition>>> m_job;
};

}  // namespace pellucid::engine
