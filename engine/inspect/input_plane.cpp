// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/input_plane.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/data/made_inputs.h"

namespace pellucid::engine {

bool hasPlane(const Dataset& dataset) {
  return !dataset.shape.isImage() && dataset.inputs() > 0;
}

InputPlane inputPlane(const Dataset& dataset, Index across, std::optional<Index> up, Vector rest,
                      Index columns, Index rows) {
  check(across < ownInputs(dataset) && (!up || (*up < ownInputs(dataset) && *up != across)),
        "inputPlane: these inputs do not vary by themselves");
  check(rest.size() == dataset.inputs(), "inputPlane: the rest is not that of the data");
  const Interval x = intervalOf(dataset, across);
  const Interval y = up ? intervalOf(dataset, *up) : Interval{};
  return {.plane = {.left = x.least,
                    .right = x.most,
                    .bottom = y.least,
                    .top = y.most,
                    .columns = columns,
                    .rows = up ? rows : 1},
          .across = across,
          .up = up,
          .rest = std::move(rest)};
}

Matrix inputsAt(const Dataset& dataset, const InputPlane& plane, const Matrix& points) {
  Matrix inputs = plane.rest.replicate(1, points.cols());
  inputs.row(plane.across) = points.row(0);
  if (plane.up) inputs.row(*plane.up) = points.row(1);
  completeInputs(dataset, inputs);
  return inputs;
}

Matrix answersOver(const Network& network, const Vector& weights, const Dataset& dataset,
                   const InputPlane& plane, std::size_t layer, const Progress& progress) {
  const Plane& pixels = plane.plane;
  Matrix answers(network.layer(layer).outputs(), pixels.pixels());
  Matrix points(2, pixels.columns);
  for (Index column = 0; column < pixels.columns; ++column) points(0, column) = pixels.x(column);
  // Line by line, so that a pass's other buffers stay small.
  Trace trace;
  for (Index row = 0; row < pixels.rows && !progress.isCancelled(); ++row) {
    points.row(1).setConstant(pixels.y(row));
    trace.input = inputsAt(dataset, plane, points);
    network.forward(weights, trace);
    answers.middleCols(row * pixels.columns, pixels.columns) = trace.layers[layer].a;
  }
  return answers;
}

Matrix answersTo(const Network& network, const Vector& weights, const Split& split, std::size_t layer,
                 Index most) {
  constexpr Index kBlock = 250;
  const Index count = std::min(split.size(), most);
  Matrix answers(network.layer(layer).outputs(), count);
  Trace trace;
  std::vector<std::uint32_t> samples;
  for (Index begin = 0; begin < count; begin += kBlock) {
    samples.resize(static_cast<std::size_t>(std::min(kBlock, count - begin)));
    std::iota(samples.begin(), samples.end(), static_cast<std::uint32_t>(begin));
    gather(split, network.inputs(), samples, trace.input);
    network.forward(weights, trace);
    answers.middleCols(begin, std::ssize(samples)) = trace.layers[layer].a;
  }
  return answers;
}

}  // namespace pellucid::engine
