// SPDX-License-Identifier: GPL-3.0-or-later
// The error of a derivative by central differences against ε, both on logarithmic axes, with the ε in use
// marked: too large bends, too small drowns in rounding.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/inspect/difference_quotient.h"

namespace pellucid::ui {

class ErrorCurve : public QWidget {
  Q_OBJECT

 public:
  ErrorCurve();

  /// Empty while it is being computed.
  void showCurve(std::vector<engine::DifferenceQuotient> curve);
  void setEpsilon(double epsilon);

  QSize sizeHint() const override { return {250, 72}; }
  QSize minimumSizeHint() const override { return {120, 56}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<engine::DifferenceQuotient> m_curve;
  double m_epsilon = 1e-3;
};

}  // namespace pellucid::ui
