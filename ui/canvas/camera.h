// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the network is visible, and at what scale. Units and maps grow; cards stay at the top, above
// their column, and letters keep their size. Pure geometry: values in, values out.
#pragma once

#include "ui/canvas/canvas_layout.h"

namespace pellucid::ui {

/// A point p of the whole picture appears at scale·p + offset.
struct Camera {
  double scale = 1;  ///< 1 shows the whole network, or all of its height; the minimum
  QPointF offset;
  bool showsAll() const { return scale == 1; }
  QPointF toScreen(QPointF point) const { return point * scale + offset; }
  friend bool operator==(const Camera&, const Camera&) = default;
};

/// `factor` times as large, with the point under `anchor` staying in place.
Camera zoomed(const Camera& camera, double factor, QPointF anchor, const CanvasLayout& whole);
/// Moved by `distance` pixels, but not beyond the picture.
Camera moved(const Camera& camera, QPointF distance, const CanvasLayout& whole);
/// One unit in the middle, large enough that its terms can be read; `layer` counts from 0.
Camera onUnit(std::size_t layer, Index unit, const CanvasLayout& whole);
/// One layer, as large as fits.
Camera onLayer(std::size_t layer, const CanvasLayout& whole);

/// Whether the network extends further to the sides than fits.
inline bool scrolls(const CanvasLayout& whole) {
  return whole.content.width() > whole.body.width();
}
/// Moved no further than needed to bring the layer into view.
Camera showing(std::size_t layer, const Camera& camera, const CanvasLayout& whole);

/// Where everything is on the screen. Parts of cards outside the canvas are cut off, so that their text and
/// buttons stay visible; anything not visible at all is empty.
CanvasLayout seenThrough(const Camera& camera, const CanvasLayout& whole);

}  // namespace pellucid::ui
