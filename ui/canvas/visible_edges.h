// SPDX-License-Identifier: GPL-3.0-or-later
// Which edges are drawn. A picture of a hundred thousand lines shows nothing and takes too long, so the
// strongest are chosen, layer by layer, and the canvas says how many of how many are drawn. Pure functions of
// a Moment.
#pragma once

#include <vector>

#include "ui/canvas/canvas_layout.h"
#include "ui/canvas/value_range.h"

namespace pellucid::ui {

using engine::Index;

struct Edge {
  std::size_t layer = 0;
  engine::Index from = 0;  ///< a unit or input; NetworkPlace::kBias for a bias
  engine::Index to = 0;
  float value = 0;     ///< what its colour shows: w, or dL/dw
  float strength = 0;  ///< what it was chosen by: |w·a|, or |dL/dw|
};

/// Edges are the weights between two units, so only dense layers have them; a convolution's kernels are
/// shared by all places.
Index edgeCount(const engine::Layer& layer);

/// The content of the layer's column.
ColumnContent contentOf(const engine::Layer& layer);
/// For all layers.
std::vector<ColumnContent> contentsOf(const engine::Network& network);

struct VisibleEdges {
  std::vector<Edge> edges;        ///< layer after layer
  std::vector<Edge> biases;       ///< for layers of few units, drawn as edges from a unit that is always 1
  std::vector<std::size_t> ends;  ///< layer i's edges end at ends[i]
  std::size_t total = 0;          ///< edges of the whole network
  Quantity quantity = Quantity::Activations;  ///< Activations: their values are weights
  std::vector<float> ranges;                  ///< in layer i a value has full colour from ± this on
};

/// Layers of at most this many edges show the number of each.
inline constexpr Index kFewEdges = 64;
/// Layers of at most this many edges show each of them, even those that carry nothing.
inline constexpr Index kAllEdges = 512;

/// At most `limit` edges, distributed fairly among the layers. Edges of strength 0 carry nothing and are left
/// out in layers of more than kAllEdges.
VisibleEdges visibleEdges(const Moment& moment, Quantity quantity, std::size_t limit,
                          RangeMode mode = RangeMode::Layer);

/// All edges that enter unit `unit` of layer `layer`, and those that leave it.
std::vector<Edge> edgesOfUnit(const Moment& moment, Quantity quantity, std::size_t layer, Index unit);
/// All edges that leave input `input`.
std::vector<Edge> edgesOfInput(const Moment& moment, Quantity quantity, Index input);

}  // namespace pellucid::ui
