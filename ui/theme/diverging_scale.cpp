// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/diverging_scale.h"

namespace pellucid::ui {

DivergingScale::DivergingScale(const Theme& theme, const QColor& middle) {
  Theme shifted = theme;
  shifted.neutral = middle;
  for (int i = -kHalf; i <= kHalf; ++i)
    m_colours[static_cast<std::size_t>(i + kHalf)] = shifted.diverging(static_cast<double>(i) / kHalf).rgb();
}

}  // namespace pellucid::ui
