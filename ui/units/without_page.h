// SPDX-License-Identifier: GPL-3.0-or-later
// What is lost when units are switched off: the accuracy, overall and per class, and which confusions arise
// instead. Computed on a worker from a copy; the run is not changed. Lives on the window's thread.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/units/off_look.h"
#include "ui/units/titled_picture.h"
#include "ui/units/units.h"
#include "ui/units/value_bars.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class WithoutPage : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit WithoutPage(Units& units, LookSchedule::Clock clock = {});
  /// Null before the first.
  const OffLookPtr& look() const { return m_look; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void lookSoon();
  void showLook();
  void showReading();
  /// "Hidden 1, unit 5 and 2 more"
  QString offText() const;

  Units& m_units;
  LookSchedule m_schedule;
  OffLookPtr m_look;                   ///< null while nothing is switched off
  OffLookPtr m_newest;                 ///< so that the results with all units are computed once per moment
  std::optional<OffQuestion> m_asked;  ///< the one in progress, or else the last
  BackgroundJob<OffLookPtr> m_job;
  QLabel* m_headline;
  QLabel* m_sample;
  QLabel* m_classesTitle;
  ValueBars* m_classes;
  TitledPicture* m_changes;
};

}  // namespace pellucid::ui
