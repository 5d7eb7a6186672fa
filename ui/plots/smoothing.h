// SPDX-License-Identifier: GPL-3.0-or-later
// A noisy curve, smoothed. Pure.
#pragma once

#include <QVector>

namespace pellucid::ui {

/// The exponential mean over about `points` ≥ 1 points: each has the weight 2 / (points + 1), and all
/// previous ones the rest. The first values are means of the points so far, not of zeros. NaN stays NaN and
/// has no weight.
QVector<double> smoothed(const QVector<double>& values, int points);

}  // namespace pellucid::ui
