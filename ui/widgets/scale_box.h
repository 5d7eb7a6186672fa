// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a number of any magnitude, such as an epsilon of 1e-08 or a momentum of 0.999: it shows the
// exact number in as few digits as possible, and accepts exponents. A typed comma becomes a point. Lives on
// the window's thread.
#pragma once

#include <QDoubleSpinBox>

#include "engine/base/range.h"

namespace pellucid::ui {

class ScaleBox : public QDoubleSpinBox {
  Q_OBJECT

 public:
  /// The arrows step by `step`; where it is 0, through 1, 3, 10 and so on, up and down. From 0 they go up to
  /// `first`.
  explicit ScaleBox(const engine::Range& range, double step = 0, double first = 1e-4,
                    QWidget* parent = nullptr);

  QValidator::State validate(QString& text, int& cursor) const override;
  double valueFromText(const QString& text) const override;
  QString textFromValue(double value) const override;
  void stepBy(int steps) override;
  void fixup(QString& text) const override;
  const engine::Range& range() const { return m_range; }

 signals:
  /// The typed text is not a number in the range; the previous number is restored.
  void refused(const QString& text) const;

 private:
  double next(double value, bool isUp) const;

  engine::Range m_range;
  double m_step;
  double m_first;
};

}  // namespace pellucid::ui
