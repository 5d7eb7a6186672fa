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

/// From the least to the most that the samples have of input `input`, and a tenth of it more on each side;
/// 1 more where they do not differ, and ±1 where there are none.
struct Interval {
  Scalar least = -1;
  Scalar most = 1;
};
Interval intervalOf(const Dataset& dataset, Index input);

/// `side`×`side` pixels around all samples of a data set with two inputs of its own.
Plane planeAround(const Dataset& dataset, Index side);

struct DecisionField {
  Plane plane;
  std::vector<Matrix> layers;  ///< a of each layer, O×pixels; pixel (row, column) is row·columns + column
};

/// `network` has two inputs, x and y.
DecisionField decisionField(const Network& network, const Vector& weights, const Plane& plane);
/// The same of data with two inputs of their own, and what is made from them.
DecisionField decisionField(const Network& network, const Vector& weights, const Dataset& dataset,
                            const Plane& plane);

}  // namespace pellucid::engine
