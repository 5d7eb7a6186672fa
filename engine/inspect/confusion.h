// SPDX-License-Identifier: GPL-3.0-or-later
// What is taken for what: how often samples of one class are answered with another, and what follows from
// that for each class. Pure functions of const values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// Shares are NaN where nothing was counted to share.
struct Confusion {
  Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic> counts;  ///< row: the class; column: the answer
  Eigen::MatrixXd certainties;  ///< the certainties added instead of the answers; rows add up as counts do

  Index classes() const { return counts.rows(); }
  Index total() const { return counts.sum(); }
  Index right() const { return counts.trace(); }
  Index samplesOf(Index c) const { return counts.row(c).sum(); }  ///< how many there are of a class
  Index answersOf(Index c) const { return counts.col(c).sum(); }  ///< how often the network says it
  double accuracy() const;
  double shareOfClass(Index truth, Index answered) const;   ///< of the samples of the class `truth`
  double shareOfAnswer(Index truth, Index answered) const;  ///< of the answers `answered`
  double precision(Index c) const { return shareOfAnswer(c, c); }
  double recall(Index c) const { return shareOfClass(c, c); }
  /// The harmonic mean of precision and recall, 2 right / (samples + answers).
  double f1(Index c) const;
};

/// Of answers that are classes.
Confusion confusionOf(const Answers& answers);

/// The classes, those that are confused most beside each other: first the pair that is taken for each other
/// most often (in both directions together), then again and again the class that is confused most with those
/// that stand already. Of several the first.
std::vector<Index> mostConfusedFirst(const Confusion& confusion);

/// The samples of class `truth` that are answered with `answered`, the surest first.
std::vector<Index> samplesIn(const Answers& answers, Index truth, Index answered);

}  // namespace pellucid::engine
