// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/residuals.h"

#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

/// Row `row` in the units of the table.
Vector unscaledRow(const Matrix& numbers, const Standard& standard, Index row) {
  Matrix copy = numbers;
  unscale(standard, copy);
  return copy.row(row).transpose();
}

}  // namespace

double Residuals::meanAbsoluteError() const {
  return errors().cast<double>().cwiseAbs().mean();
}

double Residuals::rootMeanSquare() const {
  return std::sqrt(errors().cast<double>().cwiseAbs2().mean());
}

double Residuals::determination() const {
  const Eigen::VectorXd truth = wanted.cast<double>();
  const double spread = (truth.array() - truth.mean()).square().sum();
  return spread > 0 ? 1 - errors().cast<double>().squaredNorm() / spread : NAN;
}

Residuals residualsOf(const Answers& answers, const Split& split, const Scaling& scaling, Index output) {
  check(answers.numbers.cols() == split.targets.cols() && output < answers.numbers.rows(),
        "residualsOf: answers of other samples");
  return {.wanted = unscaledRow(split.targets, scaling.targets, output),
          .predicted = unscaledRow(answers.numbers, scaling.targets, output)};
}

}  // namespace pellucid::engine
