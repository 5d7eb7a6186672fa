// SPDX-License-Identifier: GPL-3.0-or-later
// A combo box of activation functions: the list shows each with its curve, its derivative and its formula.
#pragma once

#include <QComboBox>

#include "engine/model/activation.h"

namespace pellucid::ui {

/// "max(z, 0)"; as textbooks write it.
QString formulaText(engine::Activation f);

class ActivationBox : public QComboBox {
  Q_OBJECT

 public:
  ActivationBox();

  engine::Activation activation() const;
  void setActivation(engine::Activation activation);
};

}  // namespace pellucid::ui
