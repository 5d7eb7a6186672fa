// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/fold.h"

namespace pellucid::engine {
namespace {

Matrix unitsOf(const Matrix& a, const FoldAxes& axes) {
  Matrix places(2, a.cols());
  places.row(0) = a.row(axes.across);
  places.row(1) = a.row(axes.up);
  return places;
}

}  // namespace

FoldedGrid foldGrid(const Network& network, const Vector& weights, const Dataset& dataset,
                    const InputPlane& plane, const FoldAxes& axes, Index cells) {
  const Plane& edges = plane.plane;
  FoldedGrid grid{.columns = cells + 1,
                  .rows = plane.up ? cells + 1 : 1,
                  .flat = Matrix(2, (cells + 1) * (plane.up ? cells + 1 : 1)),
                  .folded = {},
                  .outputs = {}};
  for (Index row = 0; row < grid.rows; ++row)
    for (Index column = 0; column < grid.columns; ++column) {
      const Scalar right = static_cast<Scalar>(column) / static_cast<Scalar>(cells);
      const Scalar down = plane.up ? static_cast<Scalar>(row) / static_cast<Scalar>(cells) : Scalar(0.5);
      grid.flat.col(row * grid.columns + column) << edges.left + (edges.right - edges.left) * right,
          edges.top - (edges.top - edges.bottom) * down;
    }
  Trace trace;
  trace.input = inputsAt(dataset, plane, grid.flat);
  network.forward(weights, trace);
  grid.folded = unitsOf(trace.layers[axes.layer].a, axes);
  grid.outputs = trace.output();
  return grid;
}

Matrix foldSamples(const Network& network, const Vector& weights, const Split& split, const FoldAxes& axes,
                   Index most) {
  return unitsOf(answersTo(network, weights, split, axes.layer, most), axes);
}

}  // namespace pellucid::engine
