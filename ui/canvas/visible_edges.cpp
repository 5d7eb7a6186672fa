// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/visible_edges.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>

namespace pellucid::ui {
namespace {

constexpr float kSpread = 4;  // full colour at this many times the root mean square

/// The number of edges each layer may show: all, where there are few; the remainder is shared by the others.
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

/// The flow through the edges of a dense layer: for the one from `from` to `to` it is column(from)[to] ·
/// a(from).
class Flows {
 public:
  Flows(const Moment& moment, Quantity quantity, std::size_t layer)
      : m_probe(moment.probe),
        m_layer(layer),
        m_weights(moment.network().weight(moment.weights(), layer)),
        m_delta(moment.probe.trace.layers[layer].delta),
        m_areGradients(quantity == Quantity::Gradients) {}

  Index froms() const { return m_weights.cols(); }
  Index tos() const { return m_weights.rows(); }
  float a(Index from) const { return static_cast<float>(engine::incoming(m_probe, m_layer, from)); }
  Eigen::Map<const engine::Vector> column(Index from) const {
    return {m_areGradients ? m_delta.data() : m_weights.col(from).data(), tos()};
  }
  float strength(Index from, Index to) const {
    return std::abs(static_cast<float>(column(from)[to]) * a(from));
  }
  Edge edge(Index from, Index to, float flow) const {
    const float value = m_areGradients ? flow : static_cast<float>(m_weights(to, from));
    return {.layer = m_layer, .from = from, .to = to, .value = value, .strength = std::abs(flow)};
  }

 private:
  const engine::Probe& m_probe;
  std::size_t m_layer;
  engine::ConstMatrixMap m_weights;
  const engine::Matrix& m_delta;
  bool m_areGradients;
};

/// A strength that `wanted` edges almost certainly reach, and not many more, estimated from a sample of them.
float guessedStrength(const Flows& flows, std::size_t wanted) {
  constexpr std::size_t kSample = 8192;
  constexpr std::uint64_t kStride = 2'654'435'761;  // a prime that spreads the sample everywhere
  const auto count = static_cast<std::uint64_t>(flows.froms() * flows.tos());
  const double expected =
      static_cast<double>(kSample) * static_cast<double>(wanted) / static_cast<double>(count);
  // Chance makes it more or fewer; four standard deviations and a little more are enough.
  const double rank = expected + 4 * std::sqrt(expected) + 4;
  if (rank >= static_cast<double>(kSample)) return 0;
  std::vector<float> sample(kSample);
  for (std::size_t i = 0; i < kSample; ++i) {
    const auto at = static_cast<Index>(i * kStride % count);
    sample[i] = flows.strength(at / flows.tos(), at % flows.tos());
  }
  const auto cut = sample.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(sample.begin(), cut, sample.end(), std::greater());
  return *cut;
}

/// Those that carry something, and at least this much.
std::vector<Edge> edgesFrom(const Flows& flows, float least) {
  constexpr Index kBlock = 64;  // most of which are skipped as a whole
  std::vector<Edge> edges;
  for (Index from = 0; from < flows.froms(); ++from) {
    const float a = flows.a(from);
    if (a == 0) continue;
    const auto column = flows.column(from);
    for (Index begin = 0; begin < column.size(); begin += kBlock) {
      const Index size = std::min(kBlock, column.size() - begin);
      const auto most = static_cast<float>(column.segment(begin, size).cwiseAbs().maxCoeff());
      if (most * std::abs(a) < least) continue;
      for (Index to = begin; to < begin + size; ++to) {
        const float flow = static_cast<float>(column[to]) * a;
        if (flow != 0 && std::abs(flow) >= least) edges.push_back(flows.edge(from, to, flow));
      }
    }
  }
  return edges;
}

/// The strongest edges of one layer that carry something, at most `limit`; all edges of a small layer.
std::vector<Edge> strongest(const Moment& moment, Quantity quantity, std::size_t layer, std::size_t limit) {
  const engine::Layer& dense = moment.network().layer(layer);
  const auto count = static_cast<std::size_t>(edgeCount(dense));
  if (count == 0 || limit == 0) return {};
  std::vector<Edge> edges;
  if (edgeCount(dense) <= kAllEdges) {
    for (Index from = 0; from < dense.inputs(); ++from)
      for (Index to = 0; to < dense.outputs(); ++to)
        edges.push_back(edgeAt(moment, quantity, layer, from, to));
  } else {
    // Of millions of edges a few thousand are drawn; sorting all of them would take longer than a frame.
    const Flows flows(moment, quantity, layer);
    const float guess = limit < count ? guessedStrength(flows, limit) : 0;
    edges = edgesFrom(flows, guess);
    if (edges.size() < limit && guess > 0) edges = edgesFrom(flows, 0);
  }
  if (edges.size() <= limit) return edges;
  const auto cut = edges.begin() + static_cast<std::ptrdiff_t>(limit);
  std::nth_element(edges.begin(), cut, edges.end(),
                   [](const Edge& a, const Edge& b) { return a.strength > b.strength; });
  edges.erase(cut, edges.end());
  return edges;
}

void collectLeaving(const Moment& moment, Quantity quantity, std::size_t layer, Index from,
                    std::vector<Edge>& edges) {
  if (layer >= moment.network().layerCount() || edgeCount(moment.network().layer(layer)) == 0) return;
  for (Index to = 0; to < moment.network().layer(layer).outputs(); ++to)
    edges.push_back(edgeAt(moment, quantity, layer, from, to));
}

/// The root mean square of a layer's weights, or of the gradients shown. The maximum would be a worse
/// measure: after some training a few weights are far larger than all others, which would then look like
/// nothing.
float spread(const Moment& moment, Quantity quantity, std::size_t layer, const std::vector<Edge>& edges) {
  if (quantity == Quantity::Activations) {
    if (edgeCount(moment.network().layer(layer)) == 0) return 0;
    const auto w = moment.network().weight(moment.weights(), layer);
    // With few edges, each of which is visible, the largest is not an outlier.
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
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    visible.total += static_cast<std::size_t>(edgeCount(network.layer(i)));
    const std::vector<Edge> layerEdges =
        canShow(moment, quantity) ? strongest(moment, quantity, i, allowed[i]) : std::vector<Edge>();
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
