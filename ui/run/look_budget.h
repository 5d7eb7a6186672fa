// SPDX-License-Identifier: GPL-3.0-or-later
// How often looking may take time from concurrent training: with a share of 2 %, the next look begins when 49
// times the duration of the last one has passed since its end. A pure rule; the caller has the clock, for
// example the one below.
#pragma once

#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <functional>

namespace pellucid::ui {

class LookBudget {
 public:
  /// Share of the time, 0 < share ≤ 1.
  explicit LookBudget(double share) : m_share(share) {}

  /// A look of this length ended at `now`; both in milliseconds.
  void spend(double now, double milliseconds) { m_next = now + milliseconds * (1 / m_share - 1); }
  /// How long to wait from `now` on, in milliseconds; 0 when a look may begin.
  double wait(double now) const { return std::max(0.0, m_next - now); }

 private:
  double m_share;
  double m_next = 0;
};

/// Milliseconds by a clock that cannot be set, starting now.
inline std::function<double()> monotonicClock() {
  QElapsedTimer timer;
  timer.start();
  return [timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
}

/// The duration of a look that began then.
inline double millisecondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace pellucid::ui
