// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/look_schedule.h"

#include <QEvent>
#include <QWidget>
#include <algorithm>
#include <cmath>

namespace pellucid::ui {

LookSchedule::LookSchedule(Clock clock) : m_clock(clock ? std::move(clock) : monotonicClock()) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &LookSchedule::due);
}

void LookSchedule::watch(QWidget& panel) {
  m_panels.push_back(&panel);
  panel.installEventFilter(this);
  connect(&panel, &QObject::destroyed, this, [this, &panel] { std::erase(m_panels, &panel); });
}

bool LookSchedule::isSeen() const {
  return std::ranges::any_of(m_panels, [](const QWidget* panel) { return panel->isVisible(); });
}

bool LookSchedule::mayLook(bool isRunning) {
  if (!isSeen()) return false;
  const double wait = isRunning ? m_budget.wait(m_clock()) : 0;
  if (wait > 0) m_timer.start(static_cast<int>(std::ceil(wait)));
  return wait == 0;
}

bool LookSchedule::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show) emit due();
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::ui
