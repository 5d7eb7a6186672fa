// SPDX-License-Identifier: GPL-3.0-or-later
// A combo box of activation functions: the list shows each with its curve, its derivative and its formula.
#pragma once

#include <QComboBox>

#include "engine/model/activation.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// "max(z, 0)"; as textbooks write it.
QString formulaText(engine::Activation f);

/// f as a line, and f′ as a dashed one, over z from -`reach` to `reach` and whatever they take; nothing of
/// softmax, which is no function of one number. Gives where z = 0 and the value 0 are, and the pixels per 1.
struct CurveFrame {
  QPointF origin;
  double perZ = 0;
  double perValue = 0;
};
CurveFrame paintActivation(QPainter& painter, const QRectF& area, engine::Activation f, double reach,
                           const Theme& theme);

class ActivationBox : public QComboBox {
  Q_OBJECT

 public:
  ActivationBox();

  engine::Activation activation() const;
  void setActivation(engine::Activation activation);
};

}  // namespace pellucid::ui
