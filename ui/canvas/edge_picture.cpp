// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_picture.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

constexpr float kFadedEdges = 0.12F;     // for edges beside which others are lit
constexpr float kIdle = 0.45F;           // for edges that carry nothing, within these bounds:
constexpr float kLeastIdle = 0.4F;       // still visible, where there are few edges
constexpr float kMostIdle = 0.56F;       // and weaker than any that carries something
constexpr float kFlowing = 2;            // times as strong as if it carried nothing, at least
constexpr float kClear = 128;            // up to this many edges are seen individually
constexpr std::size_t kDashed = 200;     // up to this many edges also show their sign by dashes
constexpr std::size_t kHairlines = 300;  // beyond this, all edges are equally thin
constexpr double kDash = 7;              // pixels
constexpr double kGap = 5;

/// Few edges are drawn thick and strong; many thin and faint, because they add up where they cross.
struct Stroke {
  float thickness;  ///< device pixels
  float strength;
};

Stroke strokeFor(std::size_t edges, float share, double ratio) {
  const auto count = static_cast<float>(std::max<std::size_t>(edges, 1));
  const float strength = std::clamp(12.0F / std::pow(count, 0.4F), 0.25F, 3.0F);
  const auto dots = static_cast<float>(ratio);
  // One device pixel is drawn fastest; as strong as the several that it stands for.
  if (edges > kHairlines) return {.thickness = 1, .strength = strength * dots};
  const float room = std::clamp(40.0F / count, 0.0F, 1.0F);
  return {.thickness = (1.0F + 4.0F * room * share) * dots, .strength = strength};
}

void addDashes(const QLineF& line, double ratio, float thickness, float value, std::vector<EdgeLine>& lines) {
  const double length = line.length();
  const double step = (kDash + kGap) * ratio;
  if (length <= 0) return;
  for (double at = 0; at < length; at += step)
    lines.push_back({.a = line.pointAt(at / length),
                     .b = line.pointAt(std::min(1.0, (at + kDash * ratio) / length)),
                     .thickness = thickness,
                     .value = value});
}

/// The strength of a weight's edge: never invisible, since it represents a weight, but pale where nothing
/// flows through it.
float weightStrength(float plain, std::size_t count, bool isFlowing) {
  if (plain == 0) return 0;
  const float room = std::min(1.0F, kClear / static_cast<float>(std::max<std::size_t>(count, 1)));
  const float idle = std::clamp(kIdle * plain, kLeastIdle * room, kMostIdle);
  return isFlowing ? std::max(plain, kFlowing * idle) : idle;
}

/// `count` is the number of edges that share this one's place.
void add(const Edge& edge, std::size_t count, const VisibleEdges& all, const EdgePicture::Canvas& canvas,
         std::vector<EdgeLine>& lines) {
  if (edge.from == engine::NetworkPlace::kBias && !canvas.layout.layers[edge.layer].bias) return;
  const float share = std::min(1.0F, std::abs(edge.value) / all.ranges[edge.layer]);
  const Stroke stroke = strokeFor(count, share, canvas.ratio);
  const QLineF line = edgeLine(canvas.layout, edge.layer, edge.from, edge.to);
  const QLineF pixels(line.p1() * canvas.ratio, line.p2() * canvas.ratio);
  const float plain = share * stroke.strength;
  const bool isWeight = all.quantity == Quantity::Activations;
  const float value =
      std::copysign(isWeight ? weightStrength(plain, count, edge.strength != 0) : plain, edge.value);
  if (edge.value < 0 && count <= kDashed)
    addDashes(pixels, canvas.ratio, stroke.thickness, value, lines);
  else
    lines.push_back({.a = pixels.p1(), .b = pixels.p2(), .thickness = stroke.thickness, .value = value});
}

void colour(const EdgeBuffer& buffer, const EdgePicture::Canvas& canvas, QImage& image) {
  buffer.colour(canvas.theme, canvas.theme.field, image);
  image.setDevicePixelRatio(canvas.ratio);
}

}  // namespace

QLineF edgeLine(const CanvasLayout& layout, std::size_t layer, Index from, Index to) {
  if (from == engine::NetworkPlace::kBias)
    return {layout.layers[layer].bias.value_or(QPointF()), layout.layers[layer].center(to)};
  return {layout.before(layer).center(from), layout.layers[layer].center(to)};
}

QLineF edgeBetweenUnits(const CanvasLayout& layout, std::size_t layer, Index from, Index to) {
  const QLineF line = edgeLine(layout, layer, from, to);
  const double length = line.length();
  if (length <= 0) return {};
  // How far the unit reaches along the line: the radius for a circle, for a card its nearer side.
  const auto reach = [&](const ColumnLayout& column) {
    if (!column.areCards) return column.radius();
    const QSizeF half = column.unitRect(0).size() / 2;
    return length * std::min(half.width() / std::max(std::abs(line.dx()), 1e-9),
                             half.height() / std::max(std::abs(line.dy()), 1e-9));
  };
  const double first = from == engine::NetworkPlace::kBias ? kBiasRadius : reach(layout.before(layer));
  const double second = reach(layout.layers[layer]);
  if (first + second >= length) return {};
  return {line.pointAt(first / length), line.pointAt(1 - second / length)};
}

std::array<QRectF, 2> edgeEnds(const CanvasLayout& layout, std::size_t layer, Index from, Index to) {
  const QRectF second = layout.layers[layer].unitRect(to);
  if (from != engine::NetworkPlace::kBias) return {layout.before(layer).unitRect(from), second};
  const QPointF bias = edgeLine(layout, layer, from, to).p1();
  return {QRectF(bias, QSizeF()).adjusted(-kBiasRadius, -kBiasRadius, kBiasRadius, kBiasRadius), second};
}

void EdgePicture::draw(const VisibleEdges& edges, const Canvas& canvas) {
  m_buffer.reset(canvas.size.width(), canvas.size.height());
  m_lines.clear();
  std::size_t begin = 0;
  for (const std::size_t end : edges.ends) {
    for (std::size_t i = begin; i < end; ++i) add(edges.edges[i], end - begin, edges, canvas, m_lines);
    begin = end;
  }
  for (const Edge& bias : edges.biases) add(bias, kFewEdges, edges, canvas, m_lines);
  m_buffer.add(m_lines);
  colour(m_buffer, canvas, m_all);
}

void EdgePicture::light(const std::vector<Edge>& lit, const VisibleEdges& edges, const Canvas& canvas) {
  m_litBuffer = m_buffer;
  m_litBuffer.scale(kFadedEdges);
  m_lines.clear();
  for (const Edge& edge : lit) add(edge, lit.size(), edges, canvas, m_lines);
  m_litBuffer.add(m_lines);
  colour(m_litBuffer, canvas, m_lit);
}

}  // namespace pellucid::ui
