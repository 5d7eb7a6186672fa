// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_buffer.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/diverging_scale.h"

namespace pellucid::ui {
namespace {

/// A line of thickness 1 that stays inside: at each step along u two neighbours share its value. Its upper
/// side is at `top` where u is `first`.
struct ThinLine {
  int first;
  int last;
  float top;
  float slope;
  float value;
};

void addThinLine(float* values, std::ptrdiff_t uStride, std::ptrdiff_t vStride, const ThinLine& line) {
  for (int u = line.first; u <= line.last; ++u) {
    const float top = line.top + line.slope * static_cast<float>(u - line.first);
    const int from = static_cast<int>(top);
    const float below = line.value * (top - static_cast<float>(from));
    float* const pixel = values + u * uStride + from * vStride;
    pixel[0] += line.value - below;
    pixel[vStride] += below;
  }
}

}  // namespace

void EdgeBuffer::reset(int width, int height) {
  m_width = std::max(0, width);
  m_height = std::max(0, height);
  m_values.assign(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), 0.0F);
}

void EdgeBuffer::addLine(QPointF a, QPointF b, float thickness, float value) {
  // Walk along the longer axis u; at each u add to the pixels that [v - t/2, v + t/2] covers, each by its
  // covered share.
  const bool isFlat = std::abs(b.x() - a.x()) >= std::abs(b.y() - a.y());
  auto u0 = static_cast<float>(isFlat ? a.x() : a.y());
  auto v0 = static_cast<float>(isFlat ? a.y() : a.x());
  auto u1 = static_cast<float>(isFlat ? b.x() : b.y());
  auto v1 = static_cast<float>(isFlat ? b.y() : b.x());
  if (u0 > u1) {
    std::swap(u0, u1);
    std::swap(v0, v1);
  }
  const int uSize = isFlat ? m_width : m_height;
  const int vSize = isFlat ? m_height : m_width;
  const std::ptrdiff_t uStride = isFlat ? 1 : m_width;
  const std::ptrdiff_t vStride = isFlat ? m_width : 1;
  const int first = std::max(0, static_cast<int>(std::ceil(u0 - 0.5F)));
  const int last = std::min(uSize - 1, static_cast<int>(std::floor(u1 - 0.5F)));
  const float slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0.0F;
  float* const values = m_values.data();

  // Thousands of thin lines are most of a picture, so they have a loop without a branch.
  const auto topAt = [&](int u) { return v0 + slope * (static_cast<float>(u) + 0.5F - u0) - thickness / 2; };
  const float highest = std::min(topAt(first), topAt(last));
  const float lowest = std::max(topAt(first), topAt(last));
  if (thickness == 1 && highest >= 1 && lowest + 3 < static_cast<float>(vSize)) {
    addThinLine(values, uStride, vStride,
                {.first = first, .last = last, .top = topAt(first), .slope = slope, .value = value});
    return;
  }
  for (int u = first; u <= last; ++u) {
    const float v = v0 + slope * (static_cast<float>(u) + 0.5F - u0);
    float top = v - thickness / 2;
    float bottom = v + thickness / 2;
    int from = static_cast<int>(std::floor(top));
    int to = static_cast<int>(std::floor(bottom));
    if (from < 0 || to >= vSize) {  // at a border only the part inside counts
      top = std::max(top, 0.0F);
      bottom = std::min(bottom, static_cast<float>(vSize));
      if (!(top < bottom)) continue;
      from = static_cast<int>(top);
      to = std::min(static_cast<int>(bottom), vSize - 1);
    }
    float* pixel = values + u * uStride + from * vStride;
    if (from == to) {
      *pixel += value * (bottom - top);
      continue;
    }
    *pixel += value * (static_cast<float>(from + 1) - top);
    for (int inner = from + 1; inner < to; ++inner) *(pixel += vStride) += value;
    *(pixel + vStride) += value * (bottom - static_cast<float>(to));
  }
}

void EdgeBuffer::scale(float factor) {
  for (float& value : m_values) value *= factor;
}

QImage EdgeBuffer::toImage(const Theme& theme, const QColor& background) {
  const DivergingScale colour(theme, background);
  if (m_image.width() != m_width || m_image.height() != m_height)
    m_image = QImage(m_width, m_height, QImage::Format_RGB32);
  for (int y = 0; y < m_height; ++y) {
    const float* sums = m_values.data() + static_cast<std::ptrdiff_t>(y) * m_width;
    auto* pixels = reinterpret_cast<QRgb*>(m_image.scanLine(y));
    for (int x = 0; x < m_width; ++x) pixels[x] = colour(sums[x] / (1.0F + std::abs(sums[x])));
  }
  return m_image;
}

}  // namespace pellucid::ui
