// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the network is seen, and how large. Units and maps grow; cards stay above, above their
// column, and letters keep their size. Pure geometry: values in, values out.
#pragma once

#include "ui/canvas/canvas_layout.h"

namespace pellucid::ui {

/// A point p of the whole picture is seen at scale·p + offset.
struct Camera {
  double scale = 1;  ///< 1 shows the whole network, or all of its height, which is the least
  QPointF offset;
  bool showsAll() const { return scale == 1; }
  QPointF toScreen(QPointF point) const { return point * scale + offset; }
  friend bool operator==(const Camera&, const Camera&) = default;
};

/// `factor` times as large, with the point under `anchor` staying there.
Camera zoomed(const Camera& camera, double factor, QPointF anchor, const CanvasLayout& whole);
/// Moved by `distance` pixels, but not beyond the picture.
Camera moved(const Camera& camera, QPointF distance, const CanvasLayout& whole);
/// One unit in the middle, so large that its terms can be read; `layer` counts from 0.
Camera onUnit(std::size_t layer, Index unit, const CanvasLayout& whole);
/// One layer, as large as fits.
Camera onLayer(std::size_t layer, const CanvasLayout& whole);

/// Whether there is more of the network at the sides than fits.
inline bool scrolls(const CanvasLayout& whole) {
  return whole.content.width() > whole.body.width();
}
/// Moved no further than it takes to bring the layer into sight.
Camera showing(std::size_t layer, const Camera& camera, const CanvasLayout& whole);

/// Where everything is on the screen. Parts of cards that are outside of the canvas are cut off, so that
/// their words and buttons stay in sight; what is not seen at all is empty.
CanvasLayout seenThrough(const Camera& camera, const CanvasLayout& whole);

}  // namespace pellucid::ui
