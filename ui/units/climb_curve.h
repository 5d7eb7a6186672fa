// SPDX-License-Identifier: GPL-3.0-or-later
// How a unit's z grows over the steps of an ascent, as a small curve. Pure painting.
#pragma once

#include <QWidget>
#include <vector>

namespace pellucid::ui {

class ClimbCurve : public QWidget {
  Q_OBJECT

 public:
  explicit ClimbCurve(QWidget* parent = nullptr);

  /// The values reached before each step, and the total number of steps.
  void show(std::vector<double> values, int steps);
  const std::vector<double>& values() const { return m_values; }
  QSize sizeHint() const override { return {220, 90}; }
  QSize minimumSizeHint() const override { return {120, 60}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<double> m_values;
  int m_steps = 1;
};

}  // namespace pellucid::ui
