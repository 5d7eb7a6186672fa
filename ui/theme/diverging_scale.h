// SPDX-License-Identifier: GPL-3.0-or-later
// The diverging scale as a table, for pictures of many values: from Theme::negative over `middle` to
// Theme::positive.
#pragma once

#include <QRgb>
#include <algorithm>
#include <array>
#include <cstddef>

#include "ui/theme/theme.h"

namespace pellucid::ui {

class DivergingScale {
 public:
  static constexpr int kHalf = 255;

  DivergingScale(const Theme& theme, const QColor& middle);

  /// The colour of t in [-1, 1]; values outside are clamped, NaN is the middle.
  QRgb operator()(float t) const {
    const float clamped = t > -1 ? std::min(t, 1.0F) : (t <= -1 ? -1.0F : 0.0F);
    return at(static_cast<int>(clamped * kHalf + (kHalf + 0.5F)));
  }
  /// The colour of (place - kHalf) / kHalf, for a place from 0 to 2 kHalf.
  QRgb at(int place) const { return m_colours[static_cast<std::size_t>(place)]; }

 private:
  std::array<QRgb, 2 * kHalf + 1> m_colours{};
};

}  // namespace pellucid::ui
