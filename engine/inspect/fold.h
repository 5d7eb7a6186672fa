// SPDX-License-Identifier: GPL-3.0-or-later
// A plane as a layer sees it: the corners of a grid of squares, and where two units of the layer put them.
// What a straight line could not divide in the plane, it may divide there. Pure, any thread.
#pragma once

#include "engine/inspect/input_plane.h"

namespace pellucid::engine {

/// Two units of a layer, as axes.
struct FoldAxes {
  std::size_t layer = 0;
  Index across = 0;
  Index up = 1;
  friend bool operator==(const FoldAxes&, const FoldAxes&) = default;
};

struct FoldedGrid {
  Index columns = 0;  ///< of corners; corner (row, column) is row·columns + column, row 0 at the top
  Index rows = 0;     ///< 1 of a line, half way up
  Matrix flat;        ///< 2×corners: where each lies in the plane, in the numbers of the inputs
  Matrix folded;      ///< 2×corners: a of both units
  Matrix outputs;     ///< O×corners: what the network answers there
};

/// `plane` from edge to edge, as cells×cells squares; its pixels play no part.
FoldedGrid foldGrid(const Network& network, const Vector& weights, const Dataset& dataset,
                    const InputPlane& plane, const FoldAxes& axes, Index cells);

/// Where both units put the first samples of a split, at most `most`: 2×N.
Matrix foldSamples(const Network& network, const Vector& weights, const Split& split, const FoldAxes& axes,
                   Index most);

}  // namespace pellucid::engine
