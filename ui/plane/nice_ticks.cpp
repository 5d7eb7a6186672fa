// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/nice_ticks.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {

double roundedUp(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  constexpr double kNearly = 1 - 1e-9;  // so that 5 minus rounding errors counts as 5
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= value * kNearly) return factor * power;
  return 10 * power;
}

std::vector<double> niceTicks(double from, double to, int most) {
  std::vector<double> ticks;
  if (!(to > from) || !std::isfinite(to - from) || most < 1) return ticks;
  const double step = roundedUp((to - from) / most);
  constexpr double kSlack = 1e-9;
  for (double n = std::ceil(from / step - kSlack); n * step <= to + kSlack * step; ++n)
    ticks.push_back(n * step);
  return ticks;
}

QString tickText(double tick, const std::vector<double>& ticks) {
  const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : std::abs(tick);
  if (std::abs(tick) >= 1e6 || (step > 0 && step < 1e-4)) return shortValueText(tick);
  const int decimals = step > 0 ? std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9))) : 0;
  return fixedText(tick, decimals);
}

}  // namespace pellucid::ui
