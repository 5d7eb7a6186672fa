// SPDX-License-Identifier: GPL-3.0-or-later
// What the outputs of a network say of each class, be they a softmax, one sigmoid for two classes, or numbers
// from -1 to 1. Pure.
#pragma once

#include "engine/train/targets.h"

namespace pellucid::engine {

/// classes×N from outputs O×N, each from 0 to 1: a softmax's shares as they are; of one output p and 1 - p;
/// of any others how far each lies on its way from the coding's `low` to its `high`.
Matrix classShares(const Matrix& outputs, const TargetCoding& coding);

/// Which class a column of shares answers, the first of equal ones, and how certain that is: 0 where it is no
/// more than guessing among all classes, 1 where the share is 1.
struct ClassAnswer {
  Index winner = 0;
  Scalar certainty = 0;
};
ClassAnswer classAnswer(const Matrix& shares, Index column);

}  // namespace pellucid::engine
