// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/windows.h"

#include "engine/base/check.h"

namespace pellucid::engine {

Windows::Windows(const Layer& layer)
    : m_isConvolution(layer.kind() == LayerKind::Conv2d),
      m_in(layer.inputShape()),
      m_out(layer.outputShape()),
      m_rows(windowAxis(layer.spec(), m_in.height)),
      m_columns(windowAxis(layer.spec(), m_in.width)) {
  check(needsImages(layer.kind()), "Windows: the layer has none");
}

std::optional<Index> Windows::input(Index unit, Index tap) const {
  const Index place = unit % m_out.pixels();
  const Index side = m_rows.kernel;
  const Index channel = m_isConvolution ? tap / (side * side) : unit / m_out.pixels();
  const auto y = m_rows.pixel(place / m_out.width, tap % (side * side) / side);
  const auto x = m_columns.pixel(place % m_out.width, tap % side);
  if (!y || !x) return std::nullopt;
  return (channel * m_in.height + *y) * m_in.width + *x;
}

std::optional<Index> Windows::tap(Index unit, Index input) const {
  const Index place = unit % m_out.pixels();
  const Index channel = input / m_in.pixels();
  const Index pixel = input % m_in.pixels();
  const auto i = m_rows.place(place / m_out.width, pixel / m_in.width);
  const auto j = m_columns.place(place % m_out.width, pixel % m_in.width);
  if (!i || !j) return std::nullopt;
  const Index side = m_rows.kernel;
  if (m_isConvolution) return (channel * side + *i) * side + *j;
  if (channel != unit / m_out.pixels()) return std::nullopt;
  return *i * side + *j;
}

std::vector<Index> Windows::unitsOver(Index input) const {
  const Index pixel = input % m_in.pixels();
  const std::vector<Index> lines = m_rows.over(pixel / m_in.width);
  const std::vector<Index> columns = m_columns.over(pixel % m_in.width);
  const Index own = input / m_in.pixels();
  std::vector<Index> units;
  for (Index map = m_isConvolution ? 0 : own; map < (m_isConvolution ? m_out.channels : own + 1); ++map)
    for (const Index y : lines)
      for (const Index x : columns) units.push_back((map * m_out.height + y) * m_out.width + x);
  return units;
}

}  // namespace pellucid::engine
