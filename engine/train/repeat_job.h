// SPDX-License-Identifier: GPL-3.0-or-later
// repeat() beside a window: on all cores, at a lower priority than the window's own threads, with what it has
// so far at any time.
#pragma once

#include "engine/base/latest_job.h"
#include "engine/train/repeat.h"

namespace pellucid::engine {

class RepeatJob {
 public:
  /// Drops what was under way.
  void start(RepeatSpec spec);
  /// The runs in progress end soon; what they have come to is told.
  void cancel() { m_job.cancel(); }
  void forget();

  struct News {
    std::vector<Repetition> runs;  ///< in the order of the experiments
    bool isDone = false;
    std::optional<Error> error = {};  ///< a refusal; there are no runs then
  };
  /// What is known, where that has changed since it was asked last.
  std::optional<News> poll();
  /// From 0 to 1.
  double share() const { return m_job.share(); }

 private:
  struct Told;
  std::shared_ptr<Told> m_told;
  LatestJob<Result<std::vector<Repetition>>> m_job;
};

}  // namespace pellucid::engine
