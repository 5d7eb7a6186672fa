// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/numbers.h"

#include <QLocale>
#include <cmath>

namespace pellucid::ui {

QString countText(qint64 count) {
  return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

QString writtenNumber(QString formatted) {
  qsizetype first = 0;
  while (first < formatted.size() && !formatted[first].isDigit()) ++first;
  qsizetype end = first;
  while (end < formatted.size() && formatted[end].isDigit()) ++end;
  for (qsizetype comma = end - 3; comma > first; comma -= 3) formatted.insert(comma, QLatin1Char(','));
  return formatted.replace(QLatin1Char('-'), QChar(0x2212));
}

QString shortCountText(double count) {
  if (count < 1e6) return countText(std::llround(count));
  const bool isGiga = count >= 1e9;
  return QLocale::c().toString(count / (isGiga ? 1e9 : 1e6), 'g', 10) + (isGiga ? " G" : " M");
}

QString fixedText(double value, int decimals) {
  QString text = QString::number(value, 'f', decimals);
  if (text.toDouble() == 0) text = QString::number(0.0, 'f', decimals);
  return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString valueText(double value) {
  QString text = QString::number(value, 'g', 4);
  return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString shortValueText(double value) {
  const double size = std::abs(value);
  QString text = size >= 0.01 && size < 10 ? QString::number(value, 'f', 2)
                                           : QString::number(value, 'g', size < 1 ? 2 : 3);
  return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString changeText(double value) {
  if (value == 0) return QStringLiteral("0");
  return value > 0 ? QLatin1Char('+') + shortValueText(value) : shortValueText(value);
}

QString percentText(double share, int decimals) {
  if (!std::isfinite(share)) return QStringLiteral("–");
  return QString::number(share * 100, 'f', decimals) + QStringLiteral("\u202f%");
}

QString certaintyText(double probability) {
  constexpr double kLeastThatRounds = 0.9995;
  return probability < 1 && probability >= kLeastThatRounds ? QStringLiteral("> ") + percentText(0.999)
                                                            : percentText(probability);
}

QString lossText(double loss) {
  if (!(loss < 1000)) return valueText(loss);
  return QString::number(loss, 'f', loss < 10 ? 4 : loss < 100 ? 3 : 2);
}

}  // namespace pellucid::ui
