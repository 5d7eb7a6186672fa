// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_box.h"

#include <QLocale>

namespace pellucid::ui {

NumberBox::NumberBox(double least, double most, double step, QWidget* parent) : QDoubleSpinBox(parent) {
  QLocale plain = QLocale::c();
  plain.setNumberOptions(QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
  setLocale(plain);
  setDecimals(6);
  setRange(least, most);
  setSingleStep(step);
}

QValidator::State NumberBox::validate(QString& text, int& cursor) const {
  text.replace(QLatin1Char(','), QLatin1Char('.'));
  return QDoubleSpinBox::validate(text, cursor);
}

QString NumberBox::textFromValue(double value) const {
  QString text = QLocale::c().toString(value, 'f', decimals());
  while (text.endsWith(QLatin1Char('0'))) text.chop(1);
  if (text.endsWith(QLatin1Char('.'))) text.chop(1);
  return text;
}

}  // namespace pellucid::ui
