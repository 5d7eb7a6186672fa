// SPDX-License-Identifier: GPL-3.0-or-later
// Themes, and comparing colours.
#pragma once

#include <QApplication>
#include <QColor>
#include <QImage>
#include <cstdlib>

#include "ui/theme/theme.h"

namespace pellucid::tests {

/// Widgets learn of a new palette through an event, so it is delivered here.
inline void setTheme(const ui::Theme& theme) {
  QApplication::setPalette(ui::paletteOf(theme));
  QCoreApplication::processEvents();
}

/// Colours computed in two ways may differ by one step of 256.
inline bool isNear(const QColor& a, const QColor& b, int steps = 1) {
  return std::abs(a.red() - b.red()) <= steps && std::abs(a.green() - b.green()) <= steps &&
         std::abs(a.blue() - b.blue()) <= steps;
}

/// Pixels that are nearly of this colour.
inline int countColour(const QImage& image, const QColor& colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += isNear(image.pixelColor(x, y), colour) ? 1 : 0;
  return count;
}

}  // namespace pellucid::tests
