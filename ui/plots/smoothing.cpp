// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/smoothing.h"

#include <cmath>

namespace pellucid::ui {

QVector<double> smoothed(const QVector<double>& values, int points) {
  const double newest = 2.0 / (points + 1);
  double sum = 0;
  double counted = 0;  // the sum of the weights so far; 1 in the end
  QVector<double> means;
  means.reserve(values.size());
  for (const double value : values) {
    if (std::isnan(value)) {
      means << value;
      continue;
    }
    sum += newest * (value - sum);
    counted += newest * (1 - counted);
    means << sum / counted;
  }
  return means;
}

}  // namespace pellucid::ui
