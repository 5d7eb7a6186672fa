// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/visible_edges.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pellucid::ui {
namespace {

constexpr float kSpread = 4;  // full colour at this many times the root mean square

/// How many edges each layer may show: all, where they are few; what these leave is shared by the others.
std::vector<std::size_t> shares(const engine::Network& network, std::size_t limit) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    counts.push_back(static_cast<std::size_t>(edgeCount(network.layer(i))));
  std::vector<std::size_t> order(counts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
  std::vector<std::size_t> result(counts.size());
  std::size_t layersLeft = counts.size();
  for (const std::size_t i : order) {
    result[i] = std::min(counts[i], limit / layersLeft--);
    limit -= result[i];
  }
  return result;
}

bool canShow(const Moment& moment, Quantity quantity) {
  return quantity == Quantity::Activations || moment.probe.hasGradient();
}

/// One edge of a dense layer, with its value and strength.
Edge edgeAt(const Moment& moment, Quantity quantity, std::size_t layer, Index from, Index to) {
  const auto a = static_cast<float>(engine::incoming(moment.probe, layer, from));
  if (quantity == Quantity::Gradients) {
    const float gradient = static_cast<float>(moment.probe.trace.layers[layer].delta(to, 0)) * a;
    return {.layer = layer, .from = from, .to = to, .value = gradient, .strength = std::abs(gradient)};
  }
  const auto w = static_cast<float>(moment.network().weight(moment.weights(), layer)(to, from));
  return {.layer = layer, .from = from, .to = to, .value = w, .strength = std::abs(w * a)};
}

Edge biasAt(const Moment& moment, Quantity quantity, std::size_t layer, Index unit) {
  const double value = quantity == Quantity::Gradients
                           ? static_cast<double>(moment.probe.trace.layers[layer].delta(unit, 0))
                           : static_cast<double>(moment.network().bias(moment.weights(), layer)[unit]);
  return {.layer = layer,
          .from = engine::NetworkPlace::kBias,
          .to = unit,
          .value = static_cast<float>(value),
          .strength = static_cast<float>(std::abs(value))};
}

/// Appends the edges of one layer that carry something.
void collect(const Moment& moment, Quantity quantity, std::size_t layer, std::vector<Edge>& edges) {
  const engine::Layer& dense = moment.network().layer(layer);
  const Index count = edgeCount(dense);
  if (count == 0) return;
  if (count <= kAllEdges) {
    for (Index from = 0; from < dense.inputs(); ++from)
      for (Index to = 0; to < dense.outputs(); ++to)
        edges.push_back(edgeAt(moment, quantity, layer, from, to));
    return;
  }
  const auto w = moment.network().weight(moment.weights(), layer);
  const bool wantsGradients = quantity == Quantity::Gradients;
  const engine::Matrix& delta = moment.probe.trace.layers[layer].delta;
  for (Index from = 0; from < w.cols(); ++from) {
    const auto a = static_cast<float>(engine::incoming(moment.probe, layer, from));
    if (a == 0) continue;
    for (Index to = 0; to < w.rows(); ++to) {
      const auto flow = static_cast<float>(wantsGradients ? delta(to, 0) : w(to, from)) * a;
      if (flow == 0) continue;
      edges.push_back({.layer = layer,
                       .from = from,
                       .to = to,
                       .value = wantsGradients ? flow : static_cast<float>(w(to, from)),
                       .strength = std::abs(flow)});
    }
  }
}

void collectLeaving(const Moment& moment, Quantity quantity, std::size_t layer, Index from,
                    std::vector<Edge>& edges) {
  if (layer >= moment.network().layerCount() || edgeCount(moment.network().layer(layer)) == 0) return;
  for (Index to = 0; to < moment.network().layer(layer).outputs(); ++to)
    edges.push_back(edgeAt(moment, quantity, layer, from, to));
}

/// The root mean square of a layer's weights, or of the gradients that are shown. The largest would be a
/// worse measure: after some training a few weights are far larger than all others, which would then look
/// like nothing.
float spread(const Moment& moment, Quantity quantity, std::size_t layer, const std::vector<Edge>& edges) {
  if (quantity == Quantity::Activations) {
    if (edgeCount(moment.network().layer(layer)) == 0) return 0;
    const auto w = moment.network().weight(moment.weights(), layer);
    // Of a few edges, each of which is seen, the largest is no stray.
    if (w.size() <= kFewEdges) return static_cast<float>(w.cwiseAbs().maxCoeff()) / kSpread;
    return static_cast<float>(w.norm()) / std::sqrt(static_cast<float>(w.size()));
  }
  float sum = 0;
  for (const Edge& edge : edges) sum += edge.value * edge.value;
  return edges.empty() ? 0 : std::sqrt(sum / static_cast<float>(edges.size()));
}

}  // namespace

ColumnContent contentOf(const engine::Layer& layer) {
  const bool isDense = layer.kind() == engine::LayerKind::Dense;
  return {layer.outputShape(), engine::hasParameters(layer.kind()),
          isDense || layer.kind() == engine::LayerKind::Conv2d, isDense && layer.spec().bias};
}

std::vector<ColumnContent> contentsOf(const engine::Network& network) {
  std::vector<ColumnContent> contents;
  for (std::size_t i = 0; i < network.layerCount(); ++i) contents.push_back(contentOf(network.layer(i)));
  return contents;
}

Index edgeCount(const engine::Layer& layer) {
  return layer.kind() == engine::LayerKind::Dense ? layer.inputs() * layer.outputs() : 0;
}

VisibleEdges visibleEdges(const Moment& moment, Quantity quantity, std::size_t limit, RangeMode mode) {
  VisibleEdges visible;
  visible.quantity = quantity;
  const engine::Network& network = moment.network();
  const auto allowed = shares(network, limit);
  std::vector<Edge> layerEdges;
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    visible.total += static_cast<std::size_t>(edgeCount(network.layer(i)));
    layerEdges.clear();
    if (canShow(moment, quantity)) collect(moment, quantity, i, layerEdges);
    if (layerEdges.size() > allowed[i]) {
      const auto cut = layerEdges.begin() + static_cast<std::ptrdiff_t>(allowed[i]);
      std::nth_element(layerEdges.begin(), cut, layerEdges.end(),
                       [](const Edge& a, const Edge& b) { return a.strength > b.strength; });
      layerEdges.erase(cut, layerEdges.end());
    }
    visible.edges.insert(visible.edges.end(), layerEdges.begin(), layerEdges.end());
    visible.ends.push_back(visible.edges.size());
    if (canShow(moment, quantity) && contentOf(network.layer(i)).showsBiases())
      for (Index unit = 0; unit < network.layer(i).outputs(); ++unit)
        visible.biases.push_back(biasAt(moment, quantity, i, unit));

    visible.ranges.push_back(niceCeiling(kSpread * spread(moment, quantity, i, layerEdges)));
  }
  applyRangeMode(mode, visible.ranges);
  return visible;
}

std::vector<Edge> edgesOfUnit(const Moment& moment, Quantity quantity, std::size_t layer, Index unit) {
  std::vector<Edge> edges;
  if (!canShow(moment, quantity)) return edges;
  if (edgeCount(moment.network().layer(layer)) > 0)
    for (Index from = 0; from < moment.network().layer(layer).inputs(); ++from)
      edges.push_back(edgeAt(moment, quantity, layer, from, unit));
  collectLeaving(moment, quantity, layer + 1, unit, edges);
  return edges;
}

std::vector<Edge> edgesOfInput(const Moment& moment, Quantity quantity, Index input) {
  std::vector<Edge> edges;
  if (canShow(moment, quantity)) collectLeaving(moment, quantity, 0, input, edges);
  return edges;
}

}  // namespace pellucid::ui
