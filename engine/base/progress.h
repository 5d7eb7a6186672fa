// SPDX-License-Identifier: GPL-3.0-or-later
// How far a piece of long work has got, reported by the thread that does it and read by another; and, in the
// other direction, the request to end early. Copies refer to the same work. Any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace pellucid::engine {

class Progress {
 public:
  /// For work that is not watched.
  Progress() = default;
  static Progress watched() {
    Progress progress;
    progress.m_state = std::make_shared<State>();
    return progress;
  }

  /// Asks the work to end soon; its result is then not used.
  void cancel() const {
    if (m_state) m_state->isCancelled = true;
  }
  bool isCancelled() const { return m_state && m_state->isCancelled; }
  /// What cancelled work returns.
  static Error cancelled() { return {message("Cancelled.")}; }

  /// Reports the progress from 0 to 1; for a part, its share of the whole.
  void tell(double share) const {
    if (m_state) m_state->share = m_begin + (m_end - m_begin) * std::clamp(share, 0.0, 1.0);
  }
  void tell(std::size_t done, std::size_t all) const {
    tell(all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all));
  }
  double share() const { return m_state ? m_state->share.load() : 0; }

  /// The progress of a part of the work, which covers the shares from `begin` to `end`.
  Progress part(double begin, double end) const {
    Progress progress = *this;
    progress.m_begin = m_begin + (m_end - m_begin) * begin;
    progress.m_end = m_begin + (m_end - m_begin) * end;
    return progress;
  }

 private:
  struct State {
    std::atomic<bool> isCancelled = false;
    std::atomic<double> share = 0;
  };
  std::shared_ptr<State> m_state;
  double m_begin = 0;
  double m_end = 1;
};

}  // namespace pellucid::engine
