// SPDX-License-Identifier: GPL-3.0-or-later
// How often looking may take time from the training beside it: of a share of 2 %, the next look begins when
// 49 times as long as the last one took has passed since its end. A pure rule; whoever uses it has the
// clock, which may be the one below.
#pragma once

#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <functional>

namespace pellucid::ui {

class LookBudget {
 public:
  /// Of the time, 0 < share ≤ 1.
  explicit LookBudget(double share) : m_share(share) {}

  /// A look of this length has ended at `now`; both in milliseconds.
  void spend(double now, double milliseconds) { m_next = now + milliseconds * (1 / m_share - 1); }
  /// How long to wait from `now` on, in milliseconds; 0 when a look may begin.
  double wait(double now) const { return std::max(0.0, m_next - now); }

 private:
  double m_share;
  double m_next = 0;
};

/// Milliseconds from now on, by a clock that nobody sets.
inline std::function<double()> monotonicClock() {
  QElapsedTimer timer;
  timer.start();
  return [timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e6; };
}

/// How long a look has taken that began then.
inline double millisecondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace pellucid::ui
