// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/receptive_field.h"

#include <algorithm>
#include <optional>

#include "engine/base/check.h"
#include "engine/model/window_axis.h"

namespace pellucid::engine {
namespace {

/// Rows or columns.
struct Span {
  Index first = 0;
  Index last = 0;
};

Window placeOf(Index unit, const Shape& shape) {
  const Index pixel = unit % shape.pixels();
  const Index y = pixel / shape.width;
  const Index x = pixel % shape.width;
  return {.top = y, .bottom = y, .left = x, .right = x};
}

Window wholeOf(const Shape& shape) {
  return {.top = 0, .bottom = shape.height - 1, .left = 0, .right = shape.width - 1};
}

/// The pixels under a row of windows.
Span under(const WindowAxis& axis, Span windows) {
  const auto onTheMap = [&axis](Index pixel) { return std::clamp<Index>(pixel, 0, axis.pixels - 1); };
  return {.first = onTheMap(axis.begin(windows.first)),
          .last = onTheMap(axis.begin(windows.last) + axis.kernel - 1)};
}

}  // namespace

Window receptiveField(const Network& network, std::size_t layer, Index unit) {
  check(layer < network.layerCount() && unit < network.layer(layer).outputs(),
        "receptiveField: no such unit");
  // As long as layers only pass elements on, an element is known by its number alone, in rows and in images.
  std::optional<Window> window;
  bool seesAll = false;
  for (std::size_t i = layer + 1; i-- > 0;) {
    const Layer& at = network.layer(i);
    const Shape& in = at.inputShape();
    const Shape& out = at.outputShape();
    switch (at.kind()) {
      case LayerKind::Dense:
        seesAll = true;
        window.reset();
        break;
      case LayerKind::Conv2d:
      case LayerKind::MaxPool:
      case LayerKind::AveragePool: {
        if (!window) window = seesAll ? wholeOf(out) : placeOf(unit, out);
        const Span rows = under(windowAxis(at.spec(), in.height), {window->top, window->bottom});
        const Span columns = under(windowAxis(at.spec(), in.width), {window->left, window->right});
        window = {.top = rows.first, .bottom = rows.last, .left = columns.first, .right = columns.last};
        break;
      }
      case LayerKind::Flatten:
      case LayerKind::Dropout:
      case LayerKind::BatchNorm:
        break;
    }
  }
  if (window) return *window;
  return seesAll ? wholeOf(network.inputShape()) : placeOf(unit, network.inputShape());
}

}  // namespace pellucid::engine
