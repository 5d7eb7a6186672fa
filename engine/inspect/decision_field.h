// SPDX-License-Identifier: GPL-3.0-or-later
// What every unit of a network answers all over the plane of two inputs: the pictures of first lessons. A
// pure function of const values, for any thread; the window computes it beside its own thread, on snapshots.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// A rectangle of the plane in pixels, each standing for its middle: row 0 is at the top, where y is largest.
struct Plane {
  Scalar left = -1;
  Scalar right = 1;
  Scalar bottom = -1;
  Scalar top = 1;
  Index columns = 1;
  Index rows = 1;

  Index pixels() const { return columns * rows; }
  Scalar x(Index column) const;
  Scalar y(Index row) const;
  friend bool operator==(const Plane&, const Plane&) = default;
};

/// `side`×`side` pixels around all samples of a data set with two inputs, and a tenth of their spread more on
/// each side; 1 more where they have no spread.
Plane planeAround(const Dataset& dataset, Index side);

struct DecisionField {
  Plane plane;
  std::vector<Matrix> layers;  ///< a of each layer, O×pixels; pixel (row, column) is row·columns + column
};

/// `network` has two inputs, x and y.
DecisionField decisionField(const Network& network, const Vector& weights, const Plane& plane);

}  // namespace pellucid::engine
