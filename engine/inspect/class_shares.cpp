// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/class_shares.h"

#include <algorithm>

namespace pellucid::engine {

Matrix classShares(const Matrix& outputs, const TargetCoding& coding) {
  const auto share =
      ((outputs.array() - coding.low) / (coding.high - coding.low)).max(Scalar(0)).min(Scalar(1));
  if (outputs.rows() > 1) return share.matrix();
  Matrix shares(2, outputs.cols());
  shares.row(1) = share.matrix();
  shares.row(0) = (1 - share).matrix();
  return shares;
}

ClassAnswer classAnswer(const Matrix& shares, Index column) {
  ClassAnswer answer;
  const Scalar most = shares.col(column).maxCoeff(&answer.winner);
  const Scalar guess = Scalar(1) / static_cast<Scalar>(shares.rows());
  answer.certainty = std::clamp((most - guess) / (1 - guess), Scalar(0), Scalar(1));
  return answer;
}

}  // namespace pellucid::engine
