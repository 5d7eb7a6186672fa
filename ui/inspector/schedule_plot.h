// SPDX-License-Identifier: GPL-3.0-or-later
// The schedule of the learning rate as a small picture: the rate over the steps, with a mark where the run
// is. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/inspector/schedule_curve.h"

namespace pellucid::ui {

class SchedulePlot : public QWidget {
  Q_OBJECT

 public:
  SchedulePlot();

  void showTraining(const engine::TrainingSpec& training);
  void showPlace(const SchedulePlace& place);
  /// The curve drawn.
  const ScheduleCurve& curve() const { return m_curve; }

  QSize sizeHint() const override { return {220, 92}; }
  QSize minimumSizeHint() const override { return {120, 92}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void compute();

  engine::TrainingSpec m_training;
  SchedulePlace m_place;
  ScheduleCurve m_curve;
};

}  // namespace pellucid::ui
