// SPDX-License-Identifier: GPL-3.0-or-later
// How far a network's numbers are from those of the data, in the units in which the data were read. Pure
// functions of const values, any thread.
#pragma once

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// One of the numbers that a network answers, over all samples.
struct Residuals {
  Vector wanted;     ///< what the data say, N values
  Vector predicted;  ///< what the network says
  /// Predicted less wanted.
  Vector errors() const { return predicted - wanted; }
  double meanAbsoluteError() const;
  double rootMeanSquare() const;  ///< of the errors
  /// R² = 1 - Σ error² / Σ (wanted - mean)²: 1 is perfect, 0 no better than always answering the mean. NaN
  /// where all wanted numbers are equal.
  double determination() const;
};

/// Of number `output` of the answers to a split whose answers are numbers; `scaling` is the data set's.
Residuals residualsOf(const Answers& answers, const Split& split, const Scaling& scaling, Index output);

}  // namespace pellucid::engine
