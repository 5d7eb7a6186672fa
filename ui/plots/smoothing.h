// SPDX-License-Identifier: GPL-3.0-or-later
// A noisy curve, smoothed. Pure.
#pragma once

#include <QVector>

namespace pellucid::ui {

/// The exponential mean over about `points` ≥ 1 points: each counts 2 / (points + 1), and those before it the
/// rest. The first ones are means of what there is so far, not of zeros. A value that is NaN stays one and
/// counts nothing.
QVector<double> smoothed(const QVector<double>& values, int points);

}  // namespace pellucid::ui
