// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers are written everywhere in the window: 12,345 and −0.0123.
#pragma once

#include <QString>

namespace pellucid::ui {

/// With thousands separated by commas.
QString countText(qint64 count);
/// Rewrites a number formatted elsewhere ("-2048", "1e-05") in this form: "−2,048", "1e−05".
QString writtenNumber(QString formatted);
/// For the ticks of an axis, which are close together: from a million on "12.5 M", from a billion on "2 G".
QString shortCountText(double count);
/// With this many decimals and a real minus sign, and without "−0.00": for numbers that add up.
QString fixedText(double value, int decimals);
/// Four significant digits and a real minus sign; 0 is "0".
QString valueText(double value);
/// With two or three digits, for narrow places: "0.83", "−1.25", "12", "3e−05".
QString shortValueText(double value);
/// A change, with as many digits and always with its sign: "+0.40", "−3e−05"; 0 is "0".
QString changeText(double value);
/// A share as a percentage with this many decimals: "97.3 %".
QString percentText(double share, int decimals = 1);

/// The same for a probability, with one decimal: anything less than certain is not rounded to "100 %".
QString certaintyText(double probability);

/// A loss, always the same width: the decimal point stays in place (four decimals) while it falls; decimals
/// give way to the digits before the point, "12.346". From a thousand on as valueText().
QString lossText(double loss);

}  // namespace pellucid::ui
