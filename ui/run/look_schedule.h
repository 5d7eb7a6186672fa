// SPDX-License-Identifier: GPL-3.0-or-later
// When to look at a run: while one of its panels is visible; at once when the run rests, and within the
// budget while it trains. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <vector>

#include "ui/run/look_budget.h"

class QWidget;

namespace pellucid::ui {

class LookSchedule : public QObject {
  Q_OBJECT

 public:
  /// Share of the time of concurrent training.
  static constexpr double kShare = 0.02;

  /// In milliseconds, from any origin; by default a monotonic clock.
  using Clock = std::function<double()>;
  explicit LookSchedule(Clock clock = {});

  /// Looks take place while one of these is visible.
  void watch(QWidget& panel);
  bool isSeen() const;
  /// Whether a look may begin now. If only the budget forbids it, due() is emitted once it no longer does.
  bool mayLook(bool isRunning);
  /// A look of this many milliseconds has just ended.
  void spend(double milliseconds) { m_budget.spend(m_clock(), milliseconds); }

 signals:
  /// A panel has come into sight, or the budget allows another look.
  void due();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  Clock m_clock;
  std::vector<QWidget*> m_panels;
  LookBudget m_budget{kShare};
  QTimer m_timer;
};

}  // namespace pellucid::ui
