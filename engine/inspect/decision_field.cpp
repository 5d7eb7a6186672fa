// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/decision_field.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"
#include "engine/data/made_inputs.h"

namespace pellucid::engine {

Scalar Plane::x(Index column) const {
  return left + (right - left) * (static_cast<Scalar>(column) + Scalar(0.5)) / static_cast<Scalar>(columns);
}

Scalar Plane::y(Index row) const {
  return top - (top - bottom) * (static_cast<Scalar>(row) + Scalar(0.5)) / static_cast<Scalar>(rows);
}

namespace {

/// In painting, the whole sheet is visible, wherever the points are.
std::optional<Interval> sheetOf(const Dataset& dataset, Index input) {
  if (!dataset.own || dataset.own->kind == OwnKind::Drawings || input >= ownInputs(dataset))
    return std::nullopt;
  Matrix ends = Matrix::Zero(dataset.inputs(), 2);
  const Scalar reach = static_cast<Scalar>(kPaintedReach) / static_cast<Scalar>(kThousandths);
  ends(input, 0) = -reach;
  ends(input, 1) = reach;
  scale(dataset.scaling.inputs, ends);
  return Interval{.least = ends(input, 0), .most = ends(input, 1)};
}

}  // namespace

Interval intervalOf(const Dataset& dataset, Index input) {
  if (const auto sheet = sheetOf(dataset, input)) return *sheet;
  Scalar least = std::numeric_limits<Scalar>::max();
  Scalar most = std::numeric_limits<Scalar>::lowest();
  const auto take = [&](Scalar value) {
    least = std::min(least, value);
    most = std::max(most, value);
  };
  const Index features = dataset.inputs();
  for (const Split* split : {&dataset.train, &dataset.test}) {
    if (split->size() == 0) continue;
    if (split->pixels.empty())
      for (const Scalar value : split->numbers.row(input)) take(value);
    else
      for (Index i = 0; i < split->size(); ++i)
        take(static_cast<Scalar>(split->pixels[static_cast<std::size_t>(i * features + input)]) * kByteScale);
  }
  if (least > most) return {};
  const Scalar spread = most - least;
  const Scalar room = spread > 0 ? spread / 10 : Scalar(1);
  return {.least = least - room, .most = most + room};
}

Plane planeAround(const Dataset& dataset, Index side) {
  check(ownInputs(dataset) == 2, "planeAround: the data do not have two inputs");
  const Interval x = intervalOf(dataset, 0);
  const Interval y = intervalOf(dataset, 1);
  return {.left = x.least, .right = x.most, .bottom = y.least, .top = y.most, .columns = side, .rows = side};
}

namespace {

/// `complete` fills the rows of the inputs after x and y.
template <class Complete>
DecisionField fieldOf(const Network& network, const Vector& weights, const Plane& plane,
                      const Complete& complete) {
  DecisionField field{.plane = plane, .layers = {}};
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    field.layers.emplace_back(network.layer(i).outputs(), plane.pixels());
  // Line by line, so that a pass's other buffers stay small.
  Trace trace;
  trace.input.resize(network.inputs(), plane.columns);
  for (Index column = 0; column < plane.columns; ++column) trace.input(0, column) = plane.x(column);
  for (Index row = 0; row < plane.rows; ++row) {
    trace.input.row(1).setConstant(plane.y(row));
    complete(trace.input);
    network.forward(weights, trace);
    for (std::size_t i = 0; i < network.layerCount(); ++i)
      field.layers[i].middleCols(row * plane.columns, plane.columns) = trace.layers[i].a;
  }
  return field;
}

}  // namespace

DecisionField decisionField(const Network& network, const Vector& weights, const Plane& plane) {
  check(network.inputs() == 2, "decisionField: the network does not have two inputs");
  return fieldOf(network, weights, plane, [](Matrix&) {});
}

DecisionField decisionField(const Network& network, const Vector& weights, const Dataset& dataset,
                            const Plane& plane) {
  check(ownInputs(dataset) == 2 && network.inputs() == dataset.inputs(),
        "decisionField: the data do not have two inputs of their own");
  return fieldOf(network, weights, plane, [&](Matrix& inputs) { completeInputs(dataset, inputs); });
}

}  // namespace pellucid::engine
