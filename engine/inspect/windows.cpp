// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/windows.h"

#include "engine/base/check.h"

namespace pellucid::engine {
Windows::Windows(const Layer& layer)
    : m_isConvolution(layer.kind() == LayerKind::Conv2d),
      m_in(layer.inputShape()),
      m_out(layer.outputShape()),
      m_kernel(layer.spec().kernel),
      m_stride(layer.spec().stride) {
  check(needsImages(layer.kind()), "Windows: the layer has none");
  m_top = zerosAround(layer.spec(), m_in.height).before;
  m_left = zerosAround(layer.spec(), m_in.width).before;
}

std::optional<Index> Windows::input(Index unit, Index tap) const {
  const Index place = unit % m_out.pixels();
  const Index inWindow = tap % (m_kernel * m_kernel);
  const Index channel = m_isConvolution ? tap / (m_kernel * m_kernel) : unit / m_out.pixels();
  const Index y = place / m_out.width * m_stride + inWindow / m_kernel - m_top;
  const Index x = place % m_out.width * m_stride + inWindow % m_kernel - m_left;
  if (y < 0 || y >= m_in.height || x < 0 || x >= m_in.width) return std::nullopt;
  return (channel * m_in.height + y) * m_in.width + x;
}

std::optional<Index> Windows::tap(Index unit, Index input) const {
  const Index place = unit % m_out.pixels();
  const Index channel = input / m_in.pixels();
  const Index pixel = input % m_in.pixels();
  const Index i = pixel / m_in.width - place / m_out.width * m_stride + m_top;
  const Index j = pixel % m_in.width - place % m_out.width * m_stride + m_left;
  if (i < 0 || i >= m_kernel || j < 0 || j >= m_kernel) return std::nullopt;
  if (m_isConvolution) return (channel * m_kernel + i) * m_kernel + j;
  if (channel != unit / m_out.pixels()) return std::nullopt;
  return i * m_kernel + j;
}

std::vector<Index> Windows::unitsOver(Index input) const {
  const Index pixel = input % m_in.pixels();
  const auto starts = [this](Index at, Index before, Index windows) {
    std::vector<Index> found;
    for (Index i = m_kernel; i-- > 0;) {
      const Index first = at + before - i;
      if (first >= 0 && first % m_stride == 0 && first / m_stride < windows)
        found.push_back(first / m_stride);
    }
    return found;
  };
  const std::vector<Index> lines = starts(pixel / m_in.width, m_top, m_out.height);
  const std::vector<Index> columns = starts(pixel % m_in.width, m_left, m_out.width);
  const Index own = input / m_in.pixels();
  std::vector<Index> units;
  for (Index map = m_isConvolution ? 0 : own; map < (m_isConvolution ? m_out.channels : own + 1); ++map)
    for (const Index y : lines)
      for (const Index x : columns) units.push_back((map * m_out.height + y) * m_out.width + x);
  return units;
}

}  // namespace pellucid::engine
