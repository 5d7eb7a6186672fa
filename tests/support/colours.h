// SPDX-License-Identifier: GPL-3.0-or-later
// Themes, and comparing colours.
#pragma once

#include <QApplication>
#include <QColor>
#include <cstdlib>

#include "ui/theme/theme.h"

namespace pellucid::tests {

/// Widgets hear of a new palette by an event, so it is delivered.
inline void setTheme(const ui::Theme& theme) {
  QApplication::setPalette(ui::paletteOf(theme));
  QCoreApplication::processEvents();
}

/// Colours that are computed in two ways may differ by one step of 256.
inline bool isNear(const QColor& a, const QColor& b, int steps = 1) {
  return std::abs(a.red() - b.red()) <= steps && std::abs(a.green() - b.green()) <= steps &&
         std::abs(a.blue() - b.blue()) <= steps;
}

}  // namespace pellucid::tests
