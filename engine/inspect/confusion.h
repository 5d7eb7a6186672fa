// SPDX-License-Identifier: GPL-3.0-or-later
// Confusions: how often samples of one class are answered with another, and the resulting measures for each
// class. Pure functions of const values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// Shares are NaN where their total is 0.
struct Confusion {
  Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic> counts;  ///< row: the class; column: the answer
  Eigen::MatrixXd certainties;  ///< summed certainties instead of answers; row sums equal those of counts

  Index classes() const { return counts.rows(); }
  Index total() const { return counts.sum(); }
  Index right() const { return counts.trace(); }
  Index samplesOf(Index c) const { return counts.row(c).sum(); }  ///< number of samples of a class
  Index answersOf(Index c) const { return counts.col(c).sum(); }  ///< number of answers with that class
  double accuracy() const;
  double shareOfClass(Index truth, Index answered) const;   ///< of the samples of the class `truth`
  double shareOfAnswer(Index truth, Index answered) const;  ///< of the answers `answered`
  double precision(Index c) const { return shareOfAnswer(c, c); }
  double recall(Index c) const { return shareOfClass(c, c); }
  /// The harmonic mean of precision and recall, 2 right / (samples + answers).
  double f1(Index c) const;
};

/// For answers that are classes.
Confusion confusionOf(const Answers& answers);

/// The classes, with those confused most next to each other: first the pair most often confused (in both
/// directions together), then repeatedly the class confused most with those already listed. The first in a
/// tie.
std::vector<Index> mostConfusedFirst(const Confusion& confusion);

/// The samples of class `truth` that are answered with `answered`, the most certain first.
std::vector<Index> samplesIn(const Answers& answers, Index truth, Index answered);

}  // namespace pellucid::engine
