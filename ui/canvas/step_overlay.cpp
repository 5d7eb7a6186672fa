// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/step_overlay.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_target.h"
#include "ui/canvas/canvas_text.h"
#include "ui/canvas/edge_picture.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr std::size_t kMostPulses = 400;
constexpr double kFewLines = 60;  // more are drawn thinner and fainter, so as not to cover the network

/// An edge with what runs along it, or is on it.
struct Pulse {
  const Edge* edge;
  double size;
};

/// Around a unit, at this distance.
void drawOutline(QPainter& painter, const ColumnLayout& column, Index unit, double distance) {
  if (column.areCards) {
    painter.drawRoundedRect(column.unitRect(unit).adjusted(-distance, -distance, distance, distance), 7, 7);
    return;
  }
  const double radius = std::max(3.0, column.radius() + distance);
  painter.drawEllipse(column.center(unit), radius, radius);
}

class Overlay {
 public:
  Overlay(QPainter& painter, const StepView& view, const CanvasLayout& layout, const VisibleEdges& edges,
          const Theme& theme)
      : m_painter(painter),
        m_view(view),
        m_trace(*view.trace),
        m_layout(layout),
        m_edges(edges),
        m_theme(theme) {}

  void paint() {
    m_painter.setRenderHint(QPainter::Antialiasing);
    const std::size_t layer = m_view.beat.layer;
    fadeWhatIsAhead();
    switch (m_view.beat.kind) {
      case Beat::Kind::Sample:
        frame(m_layout.input.grid, m_theme.forward, m_view.progress);
        break;
      case Beat::Kind::Terms:
        showFlow(layer, m_theme.forward, m_view.progress,
                 [&](const Edge& edge) { return w(edge) * x(edge); });
        break;
      case Beat::Kind::Sum:
      case Beat::Kind::Activation:
        rings(layer, m_theme.forward, m_trace.passes.layers[layer].a.col(m_view.sample));
        break;
      case Beat::Kind::Loss:
        frame(m_layout.layers[layer].grid, m_theme.forward, 1);
        break;
      case Beat::Kind::Delta:
        if (layer + 1 < m_layout.layers.size())
          showFlow(layer + 1, m_theme.gradient, 1 - m_view.progress,
                   [&](const Edge& edge) { return w(edge) * delta(edge); });
        showReached(layer);
        break;
      case Beat::Kind::Gradients:
        if (!engine::isFrozen(m_trace, layer))
          lines(
              layer, m_view.progress, [&](const Edge& edge) { return delta(edge) * x(edge); },
              [&](const Pulse&) { return m_theme.gradient; });
        showReached(layer);
        break;
      case Beat::Kind::Update:
        showUpdates();
        break;
    }
  }

  void paintTags() {
    m_painter.setRenderHint(QPainter::Antialiasing);
    const std::size_t layer = m_view.beat.layer;
    switch (m_view.beat.kind) {
      case Beat::Kind::Loss:
        tag(layer,
            CanvasText::tr("loss %1").arg(
                valueText(static_cast<double>(m_trace.sampleLosses[m_view.sample]))),
            m_theme.gradient);
        break;
      case Beat::Kind::Delta:
      case Beat::Kind::Gradients:
        tagReached(layer);
        break;
      case Beat::Kind::Update:
        tagUpdates();
        break;
      default:
        break;
    }
  }

 private:
  double w(const Edge& edge) const {
    if (isBias(edge))
      return static_cast<double>(m_trace.network->bias(m_trace.weights(), edge.layer)[edge.to]);
    return static_cast<double>(m_trace.network->weight(m_trace.weights(), edge.layer)(edge.to, edge.from));
  }
  double x(const Edge& edge) const {
    if (isBias(edge)) return 1;
    return static_cast<double>(engine::incoming(m_trace, edge.layer, edge.from, m_view.sample));
  }
  static bool isBias(const Edge& edge) { return edge.from == engine::NetworkPlace::kBias; }
  double delta(const Edge& edge) const {
    return engine::ownDelta(m_trace, edge.layer, edge.to, m_view.sample);
  }

  template <class Size>
  std::vector<Pulse> strongest(std::size_t layer, const Size& sizeOf) const {
    std::vector<Pulse> pulses;
    const std::size_t begin = layer == 0 ? 0 : m_edges.ends[layer - 1];
    for (std::size_t i = begin; i < m_edges.ends[layer]; ++i)
      pulses.push_back({.edge = &m_edges.edges[i], .size = std::abs(sizeOf(m_edges.edges[i]))});
    // No gradient runs on through a bias, but it is deposited on it.
    const bool takesBiases = m_layout.layers[layer].bias && m_view.beat.kind != Beat::Kind::Delta;
    for (const Edge& bias : m_edges.biases)
      if (takesBiases && bias.layer == layer)
        pulses.push_back({.edge = &bias, .size = std::abs(sizeOf(bias))});
    std::sort(pulses.begin(), pulses.end(), [](const Pulse& a, const Pulse& b) { return a.size > b.size; });
    if (pulses.size() > kMostPulses) pulses.resize(kMostPulses);
    std::erase_if(pulses, [](const Pulse& pulse) { return !(pulse.size > 0); });
    return pulses;
  }

  /// Something runs along the edges; in a still picture the edges that it runs along are lit.
  template <class Size>
  void showFlow(std::size_t layer, const QColor& colour, double share, const Size& sizeOf) {
    if (m_view.isStill)
      lines(layer, 1, sizeOf, [&](const Pulse&) { return colour; });
    else
      run(layer, colour, share, sizeOf);
  }

  /// A dot on each edge, `share` of the way from its source.
  template <class Size>
  void run(std::size_t layer, QColor colour, double share, const Size& sizeOf) {
    const std::vector<Pulse> pulses = strongest(layer, sizeOf);
    m_painter.setPen(Qt::NoPen);
    for (const Pulse& pulse : pulses) {
      const double strength = std::sqrt(pulse.size / pulses.front().size);
      colour.setAlphaF(static_cast<float>(0.25 + 0.75 * strength));
      m_painter.setBrush(colour);
      const QLineF line = edgeBetweenUnits(m_layout, layer, pulse.edge->from, pulse.edge->to);
      m_painter.drawEllipse(line.pointAt(share), 1 + 3 * strength, 1 + 3 * strength);
    }
  }

  /// The edges themselves, with an `opacity` of 0 … 1.
  template <class Size, class Colour>
  void lines(std::size_t layer, double opacity, const Size& sizeOf, const Colour& colourOf) {
    const std::vector<Pulse> pulses = strongest(layer, sizeOf);
    const double crowd = std::min(1.0, kFewLines / std::max(1.0, static_cast<double>(pulses.size())));
    for (const Pulse& pulse : pulses) {
      const double strength = std::sqrt(pulse.size / pulses.front().size);
      QColor colour = colourOf(pulse);
      colour.setAlphaF(static_cast<float>((0.1 + (0.2 + 0.5 * crowd) * strength) * opacity));
      m_painter.setPen(QPen(colour, 0.75 + 1.5 * crowd * strength));
      m_painter.drawLine(edgeBetweenUnits(m_layout, layer, pulse.edge->from, pulse.edge->to));
    }
  }

  /// A ring around each unit, as strong as its value.
  void rings(std::size_t layer, QColor colour, const engine::Vector& values) {
    const ColumnLayout& column = m_layout.layers[layer];
    if (column.maps.isImage() || column.units > kManyUnits) return frame(column.grid, colour, 1);
    const double largest = static_cast<double>(values.cwiseAbs().maxCoeff());
    if (!(largest > 0)) return;
    m_painter.setBrush(Qt::NoBrush);
    for (Index unit = 0; unit < column.units; ++unit) {
      colour.setAlphaF(static_cast<float>(std::sqrt(std::abs(static_cast<double>(values[unit])) / largest)));
      m_painter.setPen(QPen(colour, 2));
      drawOutline(m_painter, column, unit, 1);
    }
  }

  void frame(const QRectF& place, QColor colour, double strength) {
    colour.setAlphaF(static_cast<float>(std::clamp(strength, 0.0, 1.0)));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(colour, 2));
    m_painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4);
  }

  /// Rings of gradient on every layer reached so far.
  void showReached(std::size_t lowest) {
    for (std::size_t i = lowest; i < m_layout.layers.size(); ++i) {
      const bool isArriving = i == lowest && m_view.beat.kind == Beat::Kind::Delta && m_view.progress < 0.9 &&
                              i + 1 < m_layout.layers.size();
      if (!isArriving) rings(i, m_theme.gradient, m_trace.passes.layers[i].delta.col(m_view.sample));
    }
  }

  /// Which weights move, and in which direction, until they arrive. The more edges, the fainter and thinner.
  void showUpdates() {
    for (std::size_t i = 0; i < m_layout.layers.size(); ++i) {
      if (engine::isFrozen(m_trace, i)) continue;
      if (edgeCount(m_trace.network->layer(i)) == 0) continue;
      const auto change = [&](const Edge& edge) {
        const Index at = engine::parameterIndex(*m_trace.network,
                                                {.layer = edge.layer, .unit = edge.to, .from = edge.from});
        return static_cast<double>(m_trace.after.weights[at]) -
               static_cast<double>(m_trace.before.weights[at]);
      };
      lines(i, 1 - m_view.progress, change, [&](const Pulse& pulse) {
        return change(*pulse.edge) > 0 ? m_theme.positive : m_theme.negative;
      });
    }
  }

  void tagReached(std::size_t lowest) {
    for (std::size_t i = lowest; i < m_layout.layers.size(); ++i)
      if (engine::isFrozen(m_trace, i)) tag(i, CanvasText::tr("passes through"), m_theme.frozen);
    if (lowest > 0 && !engine::isReached(m_trace, lowest - 1))
      tag(lowest - 1, CanvasText::tr("gradient stops"), m_theme.mutedText);
  }

  void tagUpdates() {
    for (std::size_t i = 0; i < m_layout.layers.size(); ++i) {
      const Index count = m_trace.network->layer(i).parameterCount();
      if (count == 0) continue;
      if (engine::isFrozen(m_trace, i)) {
        tag(i, CanvasText::tr("update 0"), m_theme.frozen);
        continue;
      }
      const Index at = m_trace.network->layerOffset(i);
      const double most = static_cast<double>(
          (m_trace.after.weights - m_trace.before.weights).segment(at, count).cwiseAbs().maxCoeff());
      tag(i, CanvasText::tr("Δw ≤ %1").arg(valueText(most)), m_theme.gradient);
    }
  }

  /// A label on a layer, across the upper edge of its card, where it hides nothing.
  void tag(std::size_t layer, const QString& text, const QColor& colour) {
    const ColumnLayout& column = m_layout.layers[layer];
    m_painter.setFont(typeFont(m_painter.font(), TypeSize::Small, true));
    const QSizeF size = m_painter.fontMetrics().size(Qt::TextSingleLine, text) + QSizeF(12, 1);
    const double above = std::max(1.0, column.card.top() - size.height() + 3);
    QRectF place(QPointF(column.card.center().x() - size.width() / 2, above), size);
    place.moveLeft(std::clamp(place.left(), 2.0, std::max(2.0, m_layout.footer.right() - size.width() - 2)));
    place = QRectF(place.toRect());  // for a crisp frame
    m_painter.setPen(QPen(colour, 2));
    m_painter.setBrush(m_theme.panel);
    m_painter.drawRoundedRect(place, 6, 6);
    m_painter.setPen(m_theme.text);
    m_painter.drawText(place, Qt::AlignCenter, text);
  }

  void fadeWhatIsAhead() {
    const auto phase = m_view.beat.stage();
    if (phase != Beat::Stage::Sample && phase != Beat::Stage::Forward) return;
    const std::size_t first = phase == Beat::Stage::Sample ? 0 : m_view.beat.layer;
    for (std::size_t i = first; i < m_layout.layers.size(); ++i) {
      QColor veil = m_theme.field;
      const bool isAppearing = phase == Beat::Stage::Forward && i == first;
      const bool isActivation = m_view.beat.kind == Beat::Kind::Activation;
      const double shown = !isAppearing || m_view.beat.kind == Beat::Kind::Terms ? 0
                           : isActivation                                        ? 0.5 + 0.5 * m_view.progress
                                                                                 : 0.5;
      veil.setAlphaF(static_cast<float>(0.6 * (1 - shown)));
      QRectF place = m_layout.layers[i].grid.adjusted(-6, -6, 6, 6);
      if (i + 1 == m_layout.layers.size())
        place.setRight(m_layout.footer.right());  // includes the bars beside it
      m_painter.fillRect(place, veil);
    }
  }

  QPainter& m_painter;
  const StepView& m_view;
  const engine::StepTrace& m_trace;
  const CanvasLayout& m_layout;
  const VisibleEdges& m_edges;
  const Theme& m_theme;
};

}  // namespace

void paintStep(QPainter& painter, const StepView& view, const CanvasLayout& layout, const VisibleEdges& edges,
               const Theme& theme) {
  painter.save();
  Overlay(painter, view, layout, edges, theme).paint();
  painter.restore();
}

void paintStepTags(QPainter& painter, const StepView& view, const CanvasLayout& layout,
                   const VisibleEdges& edges, const Theme& theme) {
  painter.save();
  Overlay(painter, view, layout, edges, theme).paintTags();
  painter.restore();
}

void paintPlace(QPainter& painter, const Place& place, const CanvasLayout& layout, const QColor& colour) {
  if (place.layer >= layout.layers.size()) return;
  const ColumnLayout& column = layout.layers[place.layer];
  if (place.unit >= column.units) return;
  const Index sources = place.layer == 0 ? layout.input.units : layout.layers[place.layer - 1].units;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 2));
  painter.setBrush(Qt::NoBrush);
  drawOutline(painter, column, place.unit, column.areCards ? 4 : 2);
  // From rim to rim, so that it hides no number.
  if (place.from && *place.from >= 0 && *place.from < sources) {
    painter.drawLine(edgeBetweenUnits(layout, place.layer, *place.from, place.unit));
    drawOutline(painter, layout.before(place.layer), *place.from, 2);
  } else if (place.isBias() && column.bias) {
    painter.drawLine(edgeBetweenUnits(layout, place.layer, *place.from, place.unit));
    painter.drawEllipse(*column.bias, kBiasRadius + 2, kBiasRadius + 2);
  }
  painter.restore();
}

}  // namespace pellucid::ui
