// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/overlay_graphs.h"

namespace pellucid::ui {
namespace {

const QString kRunsLayer = QStringLiteral("runs");
constexpr float kFaint = 0.4F;  // opacity of a noisy curve
constexpr float kBand = 0.18F;  // and of a band

QColor seenBy(QColor colour, float share) {
  colour.setAlphaF(share);
  return colour;
}

}  // namespace

OverlayGraphs::OverlayGraphs(QCustomPlot& plot) : m_plot(plot) {
  plot.addLayer(kRunsLayer, plot.layer(QStringLiteral("main")), QCustomPlot::limBelow);
}

QCPGraph* OverlayGraphs::add(const PlottedCurve& curve) {
  QCPGraph* graph = m_plot.addGraph();
  graph->setLayer(kRunsLayer);
  graph->setData(curve.x, curve.values, true);
  return graph;
}

void OverlayGraphs::set(const std::vector<PlottedOverlay>& overlays) {
  for (const Graphs& graphs : m_graphs)
    for (QCPGraph* graph : {graphs.train, graphs.test, graphs.lower, graphs.upper, graphs.median})
      m_plot.removeGraph(graph);
  m_graphs.clear();
  for (const PlottedOverlay& overlay : overlays) {
    const Graphs& graphs = m_graphs.emplace_back(Graphs{.colour = overlay.colour,
                                                        .train = add(overlay.train),
                                                        .test = add(overlay.test),
                                                        .lower = add(overlay.lower),
                                                        .upper = add(overlay.upper),
                                                        .median = add(overlay.median)});
    graphs.train->setAntialiased(false);
    graphs.lower->setChannelFillGraph(graphs.upper);
  }
}

void OverlayGraphs::colour(const Theme& theme) {
  for (const Graphs& graphs : m_graphs) {
    const QColor& own = theme.run(graphs.colour);
    graphs.train->setPen(QPen(seenBy(own, kFaint), 1));
    graphs.test->setPen(QPen(own, 1.5));
    graphs.median->setPen(QPen(own, 1.5));
    graphs.lower->setPen(Qt::NoPen);
    graphs.upper->setPen(Qt::NoPen);
    graphs.lower->setBrush(seenBy(own, kBand));
  }
}

const QCPGraph* OverlayGraphs::first() const {
  for (const Graphs& graphs : m_graphs)
    for (const QCPGraph* graph : {graphs.train, graphs.test, graphs.median})
      if (!graph->data()->isEmpty()) return graph;
  return nullptr;
}

bool OverlayGraphs::hasData() const {
  return first() != nullptr;
}

}  // namespace pellucid::ui
