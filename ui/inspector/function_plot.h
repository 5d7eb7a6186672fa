// SPDX-License-Identifier: GPL-3.0-or-later
// The curve of an activation function with the point (z, a) and the tangent there, whose slope is f'(z).
#pragma once

#include <QWidget>

#include "engine/model/activation.h"

namespace pellucid::ui {

class FunctionPlot : public QWidget {
  Q_OBJECT

 public:
  FunctionPlot();

  /// Not for softmax, which is not a function of one number.
  void showFunction(engine::Activation f, double z);

  QSize sizeHint() const override { return {250, 96}; }
  QSize minimumSizeHint() const override { return {120, 72}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  engine::Activation m_function = engine::Activation::Linear;
  double m_z = 0;
};

}  // namespace pellucid::ui
