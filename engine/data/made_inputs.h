// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs made from inputs: with x² and y² beside x and y a single unit can draw a circle. The data know how
// these were made, so that a change of x also changes x². Pure functions, any thread.
#pragma once

#include "engine/base/numeric.h"
#include "engine/base/result.h"

namespace pellucid::engine {

struct Dataset;

/// x is the first input, y the second, in the units of the data.
enum class MadeInput {
  SquareX,  ///< x²
  SquareY,  ///< y²
  Product,  ///< x·y
  SineX,    ///< sin x
  SineY,    ///< sin y
};

/// Number of the data's own inputs: those that are not made from others.
Index ownInputs(const Dataset& dataset);

/// Appends this input to every sample. Refuses images, data with more than two inputs of their own or fewer
/// than it is made from, and an input that exists already. The caller must renew the checksum.
Result<void> addMadeInput(MadeInput made, Dataset& dataset);

/// Recomputes the made inputs from those that they are made from: `values` is F×N, scaled like the data.
void completeInputs(const Dataset& dataset, Eigen::Ref<Matrix> values);

}  // namespace pellucid::engine
