// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as the window writes them, read back: "−0.0123", "12,345", "3e−05". Pure functions.
#pragma once

#include <QString>
#include <cmath>
#include <optional>

namespace pellucid::tests {

/// Nothing for other texts.
inline std::optional<double> numberOf(QString text) {
  bool isNumber = false;
  text.replace(QChar(0x2212), QLatin1Char('-')).remove(QLatin1Char(','));
  const double number = text.toDouble(&isNumber);
  return isNumber ? std::optional(number) : std::nullopt;
}

/// The value of one in the last shown digit: 0.01 of "1.25".
inline double unitOf(const QString& shown) {
  const QString digits = shown.section(QLatin1Char('e'), 0, 0);
  const auto decimals = digits.contains('.') ? digits.size() - digits.indexOf('.') - 1 : 0;
  const QString power = shown.section(QLatin1Char('e'), 1).replace(QChar(0x2212), QLatin1Char('-'));
  return std::pow(10.0, power.toInt() - static_cast<int>(decimals));
}

/// Whether `shown` is `value` to the digits shown. The shown value comes from floats, the other from doubles:
/// they may differ by `roundOff`, absolute below 1 and relative above.
inline bool isRounded(const QString& shown, double value, double roundOff = 2e-6) {
  const auto number = numberOf(shown);
  return number &&
         std::abs(*number - value) <= 0.51 * unitOf(shown) + roundOff * std::max(1.0, std::abs(value));
}

}  // namespace pellucid::tests
