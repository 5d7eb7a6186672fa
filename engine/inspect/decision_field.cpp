// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/decision_field.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

struct Interval {
  Scalar least = 0;
  Scalar most = 0;
};

/// What the numbers of one row of the inputs lie in, and some room around.
Interval intervalOf(const Dataset& dataset, Index input) {
  Interval interval{.least = std::numeric_limits<Scalar>::max(),
                    .most = std::numeric_limits<Scalar>::lowest()};
  for (const Split* split : {&dataset.train, &dataset.test})
    for (Index i = 0; i < split->size(); ++i) {
      const Scalar value = sample(*split, 2, i)[input];
      interval = {.least = std::min(interval.least, value), .most = std::max(interval.most, value)};
    }
  const Scalar spread = interval.most - interval.least;
  const Scalar room = spread > 0 ? spread / 10 : Scalar(1);
  return {.least = interval.least - room, .most = interval.most + room};
}

}  // namespace

Scalar Plane::x(Index column) const {
  return left + (right - left) * (static_cast<Scalar>(column) + Scalar(0.5)) / static_cast<Scalar>(columns);
}

Scalar Plane::y(Index row) const {
  return top - (top - bottom) * (static_cast<Scalar>(row) + Scalar(0.5)) / static_cast<Scalar>(rows);
}

Plane planeAround(const Dataset& dataset, Index side) {
  check(dataset.inputs() == 2, "planeAround: the data do not have two inputs");
  const Interval x = intervalOf(dataset, 0);
  const Interval y = intervalOf(dataset, 1);
  return {.left = x.least, .right = x.most, .bottom = y.least, .top = y.most, .columns = side, .rows = side};
}

DecisionField decisionField(const Network& network, const Vector& weights, const Plane& plane) {
  check(network.inputs() == 2, "decisionField: the network does not have two inputs");
  DecisionField field{.plane = plane, .layers = {}};
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    field.layers.emplace_back(network.layer(i).outputs(), plane.pixels());
  // Line by line: what a pass needs beside the answers stays small.
  Trace trace;
  trace.input.resize(2, plane.columns);
  for (Index column = 0; column < plane.columns; ++column) trace.input(0, column) = plane.x(column);
  for (Index row = 0; row < plane.rows; ++row) {
    trace.input.row(1).setConstant(plane.y(row));
    network.forward(weights, trace);
    for (std::size_t i = 0; i < network.layerCount(); ++i)
      field.layers[i].middleCols(row * plane.columns, plane.columns) = trace.layers[i].a;
  }
  return field;
}

}  // namespace pellucid::engine
