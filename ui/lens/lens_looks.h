// SPDX-License-Identifier: GPL-3.0-or-later
// The newest look along the next step. Looks are taken off the window's thread while a panel is visible, at
// snapshots with the whole state: at once when the run rests, and within the budget while it trains. Lives on
// the window's thread.
#pragma once

#include <QObject>

#include "ui/lens/lens_look.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class LensLooks : public QObject {
  Q_OBJECT

 public:
  explicit LensLooks(LookSchedule::Clock clock = {});

  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);

  /// Null before the first.
  const LensLookPtr& look() const { return m_look; }
  const MomentPtr& moment() const { return m_moment; }
  bool isBusy() const { return m_job.isBusy(); }
  bool isUpToDate() const { return m_look && m_moment && m_look->isOf(*m_moment->snapshot); }

 signals:
  void lookChanged();
  /// A snapshot with the whole state is needed: the run is training, and its snapshots have only weights.
  void wholeWanted();

 private:
  void lookSoon();

  LookSchedule m_schedule;
  MomentPtr m_moment;
  LensLookPtr m_look;
  bool m_isAwaitingWhole = false;
  BackgroundJob<LensLookPtr> m_job;
};

}  // namespace pellucid::ui
