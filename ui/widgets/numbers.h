// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers are written in the window, the same everywhere: 12,345 and −0.0123.
#pragma once

#include <QString>

namespace pellucid::ui {

/// With thousands separated by commas.
QString countText(qint64 count);
/// What was formatted elsewhere, as "-2048" and "1e-05", written as here: "−2,048", "1e−05".
QString writtenNumber(QString formatted);
/// For the marks of an axis, which stand close to each other: from a million on "12.5 M", from a billion on
/// "2 G".
QString shortCountText(double count);
/// With so many decimals and a real minus sign, and without "−0.00": for numbers that add up.
QString fixedText(double value, int decimals);
/// Four significant digits and a real minus sign; 0 is "0".
QString valueText(double value);
/// With two or three digits, for narrow places: "0.83", "−1.25", "12", "3e−05".
QString shortValueText(double value);
/// A change, in as many digits and always with its sign: "+0.40", "−3e−05"; 0 is "0".
QString changeText(double value);
/// A share as a percentage with this many decimals: "97.3 %".
QString percentText(double share, int decimals = 1);

/// The same of a probability, with one decimal: what is less than certain is not rounded to "100 %".
QString certaintyText(double probability);

/// A loss, always as wide: four decimals keep the place of the point while it falls, and give way to the
/// digits before it, "12.346". From a thousand on as valueText().
QString lossText(double loss);

}  // namespace pellucid::ui
