// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_buffer.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "ui/theme/diverging_scale.h"

namespace pellucid::ui {
namespace {

// This many columns are filled before the next ones are begun: they stay in the cache, and a line's positions
// in them are computed in vector registers.
constexpr int kStrip = 32;
using Floats = Eigen::Array<float, kStrip, 1>;
using Places = Eigen::Array<int, kStrip, 1>;

}  // namespace

void EdgeBuffer::reset(int width, int height) {
  m_width = std::max(0, width);
  m_height = std::max(0, height);
  m_values.assign(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height), 0.0F);
}

void EdgeBuffer::add(std::span<const EdgeLine> lines) {
  m_thin.clear();
  for (const EdgeLine& line : lines) {
    const Walk walk = walkOf(line);
    if (!isThinAndInside(walk))
      addClipped(walk);
    else if (walk.isFlat)
      m_thin.push_back(walk);
    else
      addThin(walk, walk.first, walk.last);
  }
  addThinLines();
}

EdgeBuffer::Walk EdgeBuffer::walkOf(const EdgeLine& line) const {
  const QPointF way = line.b - line.a;
  const bool isFlat = std::abs(way.x()) >= std::abs(way.y());
  auto u0 = static_cast<float>(isFlat ? line.a.x() : line.a.y());
  auto v0 = static_cast<float>(isFlat ? line.a.y() : line.a.x());
  auto u1 = static_cast<float>(isFlat ? line.b.x() : line.b.y());
  auto v1 = static_cast<float>(isFlat ? line.b.y() : line.b.x());
  if (u0 > u1) {
    std::swap(u0, u1);
    std::swap(v0, v1);
  }
  const float slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0.0F;
  return {.isFlat = isFlat,
          .first = std::max(0, static_cast<int>(std::ceil(u0 - 0.5F))),
          .last = std::min((isFlat ? m_width : m_height) - 1, static_cast<int>(std::floor(u1 - 0.5F))),
          .top = v0 + slope * (0.5F - u0) - line.thickness / 2,
          .slope = slope,
          .thickness = line.thickness,
          .value = line.value};
}

bool EdgeBuffer::isThinAndInside(const Walk& walk) const {
  if (walk.thickness != 1 || walk.first > walk.last) return false;
  const auto [highest, lowest] = std::minmax({walk.topAt(walk.first), walk.topAt(walk.last)});
  return highest >= 1 && lowest + 3 < static_cast<float>(walk.isFlat ? m_height : m_width);
}

void EdgeBuffer::addClipped(const Walk& walk) {
  // At each u, add to the pixels covered by [v, v + thickness], each by its covered share.
  const int vSize = walk.isFlat ? m_height : m_width;
  const std::ptrdiff_t uStride = walk.isFlat ? m_height : 1;
  const std::ptrdiff_t vStride = walk.isFlat ? 1 : m_height;
  for (int u = walk.first; u <= walk.last; ++u) {
    float top = walk.topAt(u);
    float bottom = top + walk.thickness;
    int from = static_cast<int>(std::floor(top));
    int to = static_cast<int>(std::floor(bottom));
    if (from < 0 || to >= vSize) {  // at the border only the part inside counts
      top = std::max(top, 0.0F);
      bottom = std::min(bottom, static_cast<float>(vSize));
      if (!(top < bottom)) continue;
      from = static_cast<int>(top);
      to = std::min(static_cast<int>(bottom), vSize - 1);
    }
    float* pixel = m_values.data() + u * uStride + from * vStride;
    if (from == to) {
      *pixel += walk.value * (bottom - top);
      continue;
    }
    *pixel += walk.value * (static_cast<float>(from + 1) - top);
    for (int inner = from + 1; inner < to; ++inner) *(pixel += vStride) += walk.value;
    *(pixel + vStride) += walk.value * (bottom - static_cast<float>(to));
  }
}

/// Two neighbouring pixels share the value of a line of thickness 1.
void EdgeBuffer::addThin(const Walk& walk, int first, int last) {
  const std::ptrdiff_t uStride = walk.isFlat ? m_height : 1;
  const std::ptrdiff_t vStride = walk.isFlat ? 1 : m_height;
  for (int u = first; u <= last; ++u) {
    const float top = walk.topAt(u);
    const int from = static_cast<int>(top);
    const float below = walk.value * (top - static_cast<float>(from));
    float* const pixel = m_values.data() + u * uStride + from * vStride;
    pixel[0] += walk.value - below;
    pixel[vStride] += below;
  }
}

void EdgeBuffer::addThinLines() {
  if (m_thin.empty()) return;
  const Floats steps = Floats::LinSpaced(kStrip, 0, kStrip - 1);
  const Places columns = Places::LinSpaced(kStrip, 0, kStrip - 1) * m_height;
  for (int begin = 0; begin < m_width; begin += kStrip) {
    const int end = begin + kStrip - 1;
    float* const strip = m_values.data() + place(begin, 0);
    for (const Walk& walk : m_thin) {
      if (walk.last < begin || walk.first > end) continue;
      if (walk.first > begin || walk.last < end) {
        addThin(walk, std::max(walk.first, begin), std::min(walk.last, end));
        continue;
      }
      // Like addThin(), for the whole strip at once.
      const Floats top = walk.topAt(begin) + walk.slope * steps;
      const Places from = top.cast<int>();
      const Floats below = walk.value * (top - from.cast<float>());
      const Floats above = walk.value - below;
      const Places places = from + columns;
      for (int i = 0; i < kStrip; ++i) {
        float* const pixel = strip + places[i];
        pixel[0] += above[i];
        pixel[1] += below[i];
      }
    }
  }
}

void EdgeBuffer::scale(float factor) {
  for (float& value : m_values) value *= factor;
}

void EdgeBuffer::colour(const Theme& theme, const QColor& background, QImage& image) const {
  const DivergingScale scale(theme, background);
  if (image.width() != m_width || image.height() != m_height)
    image = QImage(m_width, m_height, QImage::Format_RGB32);
  uchar* const pixels = image.bits();
  const qsizetype bytesPerLine = image.bytesPerLine();
  // Strip by strip, because sums are stored in columns and pixels in rows.
  for (int begin = 0; begin < m_width; begin += kStrip) {
    const int count = std::min(kStrip, m_width - begin);
    for (int y = 0; y < m_height; ++y) {
      auto* const row = reinterpret_cast<QRgb*>(pixels + y * bytesPerLine) + begin;
      const float* sum = m_values.data() + place(begin, y);
      Floats sums = Floats::Zero();
      for (int i = 0; i < count; ++i, sum += m_height) sums[i] = *sum;
      if ((sums == 0).all()) {
        std::fill_n(row, count, scale(0));
        continue;
      }
      const Floats shares = sums / (1 + sums.abs());
      const Places places = (shares * DivergingScale::kHalf + (DivergingScale::kHalf + 0.5F)).cast<int>();
      for (int i = 0; i < count; ++i) row[i] = scale.at(places[i]);
    }
  }
}

}  // namespace pellucid::ui
