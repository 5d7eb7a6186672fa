// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs made from inputs: with x² and y² beside x and y a single unit can draw a circle. Data that have them
// know how they were made, so that whoever moves x moves x² with it. Pure functions, any thread.
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

/// How many inputs the data have had from the beginning: those that are not made from others.
Index ownInputs(const Dataset& dataset);

/// Puts this input behind the others of every sample. Refuses images, data with more than two inputs of their
/// own or fewer than it is made from, and what is there already. The checksum is the caller's to renew.
Result<void> addMadeInput(MadeInput made, Dataset& dataset);

/// Computes what is made again, from the inputs that it is made from: `values` is F×N, scaled as the data
/// are.
void completeInputs(const Dataset& dataset, Eigen::Ref<Matrix> values);

}  // namespace pellucid::engine
