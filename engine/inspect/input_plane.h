// SPDX-License-Identifier: GPL-3.0-or-later
// A plane through the space of all inputs, however many there are: two of them vary, the others stay, and
// what is made from them follows. Where only one varies it is a line. Pure functions of const values, any
// thread.
#pragma once

#include <optional>

#include "engine/base/progress.h"
#include "engine/inspect/decision_field.h"

namespace pellucid::engine {

struct InputPlane {
  Plane plane;                  ///< in the numbers of the inputs, scaled as the data are; one row for a line
  Index across = 0;             ///< the input that varies from left to right
  std::optional<Index> up = 1;  ///< the one that varies from bottom to top; none for a line
  Vector rest;                  ///< F values, what all others stay at
};

/// Whether the data have such planes: their inputs are numbers.
bool hasPlane(const Dataset& dataset);

/// Around all samples. `across` and `up` are own inputs (made_inputs.h), different from each other.
InputPlane inputPlane(const Dataset& dataset, Index across, std::optional<Index> up, Vector rest,
                      Index columns, Index rows);

/// The inputs, F×N, of N points x, y (2×N; of a line only row 0 counts).
Matrix inputsAt(const Dataset& dataset, const InputPlane& plane, const Matrix& points);

/// a of layer `layer` all over the plane, O×pixels; pixel (row, column) is row·columns + column. What it has
/// come to when it is cancelled is worth nothing.
Matrix answersOver(const Network& network, const Vector& weights, const Dataset& dataset,
                   const InputPlane& plane, std::size_t layer, const Progress& progress = {});

/// a of layer `layer` for the first samples of a split, O×N, at most `most` of them.
Matrix answersTo(const Network& network, const Vector& weights, const Split& split, std::size_t layer,
                 Index most);

}  // namespace pellucid::engine
