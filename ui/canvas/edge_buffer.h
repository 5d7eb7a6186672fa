// SPDX-License-Identifier: GPL-3.0-or-later
// Draws very many lines: adds signed values along antialiased lines into a float buffer, then colours the
// buffer once. About a hundred times faster than a painter's half-transparent lines, independent of a GPU,
// and with the same pixels everywhere.
#pragma once

#include <QImage>
#include <QPointF>
#include <vector>

#include "ui/theme/theme.h"

namespace pellucid::ui {

class EdgeBuffer {
 public:
  /// Sets the size in pixels and clears.
  void reset(int width, int height);

  /// Adds `value` along the line from `a` to `b`, `thickness` ≥ 1 pixels across the steeper axis; clipped to
  /// the buffer.
  void addLine(QPointF a, QPointF b, float thickness, float value);

  /// Multiplies everything that was added.
  void scale(float factor);

  float at(int x, int y) const {
    return m_values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) +
                    static_cast<std::size_t>(x)];
  }

  /// Sum s becomes the colour of s / (1 + |s|) between `background` and the theme's two ends.
  QImage toImage(const Theme& theme, const QColor& background);

 private:
  int m_width = 0;
  int m_height = 0;
  std::vector<float> m_values;
  QImage m_image;
};

}  // namespace pellucid::ui
