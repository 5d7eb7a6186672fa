// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a number with decimals, written as everywhere in the window: 0.05, in as few digits as
// possible. A typed comma becomes a point, for users who write 0,05. Lives on the window's thread.
#pragma once

#include <QDoubleSpinBox>

namespace pellucid::ui {

class NumberBox : public QDoubleSpinBox {
  Q_OBJECT

 public:
  /// At most six decimals.
  NumberBox(double least, double most, double step, QWidget* parent = nullptr);

  QValidator::State validate(QString& text, int& cursor) const override;
  QString textFromValue(double value) const override;
};

}  // namespace pellucid::ui
