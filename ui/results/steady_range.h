// SPDX-License-Identifier: GPL-3.0-or-later
// The range of a histogram, kept stable while a run goes on, so that motion means change: at first ±1, 2 or 5
// times a power of ten, and doubled when values fall outside. It begins at 0 where nothing is negative.
#pragma once

#include <algorithm>
#include <cmath>

namespace pellucid::ui {

class SteadyRange {
 public:
  /// All values are between these, which must be finite.
  void include(double least, double most) {
    const double size = std::max(std::abs(least), std::abs(most));
    if (m_reach == 0 && size > 0) m_reach = roundUp(size);
    while (size > m_reach) m_reach *= 2;
    if (least < 0) m_hasNegative = true;
  }
  double low() const { return m_hasNegative ? -high() : 0; }
  double high() const { return m_reach > 0 ? m_reach : 1; }

 private:
  static double roundUp(double size) {
    const double power = std::pow(10, std::floor(std::log10(size)));
    for (const double factor : {1.0, 2.0, 5.0})
      if (size <= factor * power) return factor * power;
    return 10 * power;
  }

  double m_reach = 0;
  bool m_hasNegative = false;
};

}  // namespace pellucid::ui
