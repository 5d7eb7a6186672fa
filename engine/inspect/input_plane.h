// SPDX-License-Identifier: GPL-3.0-or-later
// A plane through the input space, of any dimension: two inputs vary, the others are fixed, and inputs made
// from them follow. Where only one varies it is a line. Pure functions of const values, any thread.
#pragma once

#include <optional>

#include "engine/base/progress.h"
#include "engine/inspect/decision_field.h"

namespace pellucid::engine {

struct InputPlane {
  Plane plane;                  ///< in the units of the inputs, scaled like the data; one row for a line
  Index across = 0;             ///< the input that varies from left to right
  std::optional<Index> up = 1;  ///< the input that varies from bottom to top; none for a line
  Vector rest;                  ///< F values at which all others are fixed
};

/// Whether the data have such planes: their inputs are numbers.
bool hasPlane(const Dataset& dataset);

/// Around all samples. `across` and `up` are own inputs (made_inputs.h), different from each other.
InputPlane inputPlane(const Dataset& dataset, Index across, std::optional<Index> up, Vector rest,
                      Index columns, Index rows);

/// The inputs, F×N, of N points x, y (2×N; for a line only row 0 counts).
Matrix inputsAt(const Dataset& dataset, const InputPlane& plane, const Matrix& points);

/// a of layer `layer` over the plane, O×pixels; pixel (row, column) is row·columns + column. Invalid when
/// cancelled.
Matrix answersOver(const Network& network, const Vector& weights, const Dataset& dataset,
                   const InputPlane& plane, std::size_t layer, const Progress& progress = {});

/// a of layer `layer` for at most `most` first samples of a split, O×N.
Matrix answersTo(const Network& network, const Vector& weights, const Split& split, std::size_t layer,
                 Index most);

}  // namespace pellucid::engine
