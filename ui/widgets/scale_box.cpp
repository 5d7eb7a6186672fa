// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scale_box.h"

#include <QLocale>
#include <cmath>

namespace pellucid::ui {
namespace {

/// QDoubleSpinBox rounds to its decimals: this many keep every digit of a number from 1e-30 on.
constexpr int kAllDecimals = 50;

}  // namespace

ScaleBox::ScaleBox(const engine::Range& range, double step, double first, QWidget* parent)
    : QDoubleSpinBox(parent), m_range(range), m_step(step), m_first(first) {
  setLocale(QLocale::c());
  setDecimals(kAllDecimals);
  setRange(range.least, range.most);
  setKeyboardTracking(false);
}

QValidator::State ScaleBox::validate(QString& text, int&) const {
  text.replace(QLatin1Char(','), QLatin1Char('.'));
  if (!specialValueText().isEmpty() && text == specialValueText()) return QValidator::Acceptable;
  bool isNumber = false;
  const double value = QLocale::c().toDouble(text.trimmed(), &isNumber);
  if (isNumber && m_range.contains(value)) return QValidator::Acceptable;
  for (const QChar letter : text)
    if (!QStringLiteral("0123456789.eE+- ").contains(letter) && !specialValueText().contains(letter))
      return QValidator::Invalid;
  return QValidator::Intermediate;
}

double ScaleBox::valueFromText(const QString& text) const {
  if (!specialValueText().isEmpty() && text == specialValueText()) return minimum();
  return QLocale::c().toDouble(text.trimmed());
}

QString ScaleBox::textFromValue(double value) const {
  return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
}

void ScaleBox::fixup(QString& text) const {
  emit refused(text.trimmed());
}

double ScaleBox::next(double value, bool isUp) const {
  if (m_step > 0) {
    // Whole steps, without accumulated rounding.
    const double steps = value / m_step;
    return std::round((isUp ? std::floor(steps + 1e-9) + 1 : std::ceil(steps - 1e-9) - 1) * m_step * 1e12) /
           1e12;
  }
  if (value <= 0) return isUp ? m_first : 0;
  constexpr double kAlmost = 1 + 1e-9;
  const double power = std::pow(10.0, std::floor(std::log10(value * kAlmost)));
  const double digits = value / power;  // 1 to 10
  const double to = isUp ? (digits * kAlmost < 3 ? 3 : 10)
                         : (digits > 3 * kAlmost ? 3
                            : digits > kAlmost   ? 1
                                                 : 0.3);
  const double result = to * power;
  return !isUp && result < m_first / kAlmost && m_range.contains(0)
             ? 0
             : QString::number(result, 'g', 12).toDouble();
}

void ScaleBox::stepBy(int steps) {
  double value = this->value();
  for (int i = 0; i < std::abs(steps); ++i) {
    const double to = next(value, steps > 0);
    if (!m_range.contains(to)) break;
    value = to;
  }
  setValue(value);
  selectAll();
}

}  // namespace pellucid::ui
