// SPDX-License-Identifier: GPL-3.0-or-later
// The outputs of a network as shares of each class, from a softmax, one sigmoid for two classes, or values
// from -1 to 1. Pure.
#pragma once

#include "engine/train/targets.h"

namespace pellucid::engine {

/// classes×N from outputs O×N, each from 0 to 1: a softmax's outputs as they are; for one output p and 1 - p;
/// for any others their position between the coding's `low` and `high`.
Matrix classShares(const Matrix& outputs, const TargetCoding& coding);

/// The class given by a column of shares, the first in a tie, and its certainty: 0 where it is no better than
/// guessing among all classes, 1 where the share is 1.
struct ClassAnswer {
  Index winner = 0;
  Scalar certainty = 0;
};
ClassAnswer classAnswer(const Matrix& shares, Index column);

}  // namespace pellucid::engine
