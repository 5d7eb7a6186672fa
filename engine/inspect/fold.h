// SPDX-License-Identifier: GPL-3.0-or-later
// A plane as seen by a layer: the corners of a grid of squares, and where two units of the layer map them.
// Classes that a straight line could not separate in the plane may be separable there. Pure, any thread.
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
  Index columns = 0;  ///< corners per row; corner (row, column) is row·columns + column, row 0 at the top
  Index rows = 0;     ///< 1 for a line, half way up
  Matrix flat;        ///< 2×corners: position in the plane, in the units of the inputs
  Matrix folded;      ///< 2×corners: a of both units
  Matrix outputs;     ///< O×corners: the network's outputs there
};

/// `plane` from edge to edge, as cells×cells squares; its pixels are irrelevant.
FoldedGrid foldGrid(const Network& network, const Vector& weights, const Dataset& dataset,
                    const InputPlane& plane, const FoldAxes& axes, Index cells);

/// Where both units map the first samples of a split, at most `most`: 2×N.
Matrix foldSamples(const Network& network, const Vector& weights, const Split& split, const FoldAxes& axes,
                   Index most);

}  // namespace pellucid::engine
