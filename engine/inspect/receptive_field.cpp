// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/receptive_field.h"

#include <algorithm>

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

std::vector<ReceptiveField> receptiveFields(const Network& network, std::size_t layer, Index unit) {
  check(layer < network.layerCount() && unit < network.layer(layer).outputs(),
        "receptiveFields: no such unit");
  std::vector<ReceptiveField> fields(layer + 1);
  // While layers only pass elements on, an element is identified by its index alone, in rows and in images.
  bool hasWindow = false;
  Window window;
  std::optional<Index> map;
  bool seesAll = false;
  for (std::size_t i = layer + 1; i-- > 0;) {
    const Layer& at = network.layer(i);
    const Shape& in = at.inputShape();
    const Shape& out = at.outputShape();
    switch (at.kind()) {
      case LayerKind::Dense:
        seesAll = true;
        hasWindow = false;
        break;
      case LayerKind::Conv2d:
      case LayerKind::MaxPool:
      case LayerKind::AveragePool: {
        if (!hasWindow) {
          hasWindow = true;
          window = seesAll ? wholeOf(out) : placeOf(unit, out);
          if (!seesAll) map = unit / out.pixels();
        }
        if (at.kind() == LayerKind::Conv2d) map.reset();
        const Span rows = under(windowAxis(at.spec(), in.height), {window.top, window.bottom});
        const Span columns = under(windowAxis(at.spec(), in.width), {window.left, window.right});
        window = {.top = rows.first, .bottom = rows.last, .left = columns.first, .right = columns.last};
        break;
      }
      case LayerKind::Flatten:
      case LayerKind::Dropout:
      case LayerKind::BatchNorm:
        break;
    }
    if (hasWindow)
      fields[i] = {.window = window, .map = map};
    else if (seesAll)
      fields[i] = {.window = wholeOf(in), .map = std::nullopt};
    else
      fields[i] = {.window = placeOf(unit, in), .map = unit / in.pixels()};
  }
  return fields;
}

}  // namespace pellucid::engine
