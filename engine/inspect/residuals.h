// SPDX-License-Identifier: GPL-3.0-or-later
// The difference between a network's answers and numeric targets, in the units in which the data were read.
// Pure functions of const values, any thread.
#pragma once

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// One of a network's numeric outputs, over all samples.
struct Residuals {
  Vector wanted;     ///< the targets, N values
  Vector predicted;  ///< the network's answers
  /// Predicted minus wanted.
  Vector errors() const { return predicted - wanted; }
  double meanAbsoluteError() const;
  double rootMeanSquare() const;  ///< of the errors
  /// R² = 1 - Σ error² / Σ (wanted - mean)²: 1 is perfect, 0 no better than always answering the mean. NaN
  /// where all wanted values are equal.
  double determination() const;
};

/// For output `output` of the answers to a split with numeric targets; `scaling` is the data set's.
Residuals residualsOf(const Answers& answers, const Split& split, const Scaling& scaling, Index output);

}  // namespace pellucid::engine
