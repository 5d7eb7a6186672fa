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
  DivergingScale(const Theme& theme, const QColor& middle);

  /// The colour of t in [-1, 1]; values outside are clamped, NaN is the middle.
  QRgb operator()(float t) const {
    const float clamped = t > -1 ? std::min(t, 1.0F) : (t <= -1 ? -1.0F : 0.0F);
    return m_colours[static_cast<std::size_t>(static_cast<int>(clamped * kHalf + (kHalf + 0.5F)))];
  }

 private:
  static constexpr int kHalf = 255;
  std::array<QRgb, 2 * kHalf + 1> m_colours{};
};

}  // namespace pellucid::ui
