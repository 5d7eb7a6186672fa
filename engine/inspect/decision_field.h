// SPDX-License-Identifier: GPL-3.0-or-later
// The output of every unit of a network over the plane of two inputs: the pictures of first lessons. A pure
// function of const values, for any thread; the window computes it in the background, on snapshots.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// A rectangle of the plane in pixels, each representing its centre: row 0 is at the top, where y is largest.
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

/// The range of input `input` in the samples, extended by a tenth on each side; by 1 where the samples do not
/// differ, and ±1 where there are none.
struct Interval {
  Scalar least = -1;
  Scalar most = 1;
};
Interval intervalOf(const Dataset& dataset, Index input);

/// `side`×`side` pixels around all samples of a data set with two own inputs.
Plane planeAround(const Dataset& dataset, Index side);

struct DecisionField {
  Plane plane;
  std::vector<Matrix> layers;  ///< a of each layer, O×pixels; pixel (row, column) is row·columns + column
};

/// `network` has two inputs, x and y.
DecisionField decisionField(const Network& network, const Vector& weights, const Plane& plane);
/// The same for data with two own inputs, and others made from them.
DecisionField decisionField(const Network& network, const Vector& weights, const Dataset& dataset,
                            const Plane& plane);

}  // namespace pellucid::engine
