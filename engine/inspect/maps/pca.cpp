// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/pca.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

struct LeadingPair {
  Matrix axes;  ///< D×2
  Eigen::Vector2d values = Eigen::Vector2d::Zero();
};

/// Of the covariance 1/N X Xᵀ, entirely in double.
LeadingPair byEigenvectors(const Matrix& centred) {
  const Eigen::MatrixXd x = centred.cast<double>();
  const Eigen::MatrixXd covariance = x * x.transpose() / static_cast<double>(x.cols());
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Index last = covariance.rows() - 1;  // eigenvalues ascend
  LeadingPair pair{.axes = Matrix::Zero(x.rows(), 2)};
  for (Index i = 0; i < std::min<Index>(2, covariance.rows()); ++i) {
    pair.axes.col(i) = solver.eigenvectors().col(last - i).cast<Scalar>();
    pair.values[i] = std::max(0.0, solver.eigenvalues()[last - i]);
  }
  return pair;
}

/// Subspace iteration with Rayleigh–Ritz: a few directions are repeatedly multiplied by X Xᵀ and
/// orthonormalised, until the two largest variances are stable. Always starts with the same random
/// directions.
LeadingPair byIteration(const Matrix& centred, const Progress& progress) {
  constexpr Index kDirections = 8;
  // In float, sums over many dimensions never become stable to the last digit.
  constexpr bool kIsExact = sizeof(Scalar) == sizeof(double);
  constexpr int kMost = kIsExact ? 300 : 50;
  constexpr double kStill = kIsExact ? 1e-13 : 1e-5;  // relative
  const Index directions = std::min({kDirections, centred.rows(), centred.cols()});
  Random random(1, "pca");
  Matrix basis =
      Matrix::NullaryExpr(centred.rows(), directions, [&] { return static_cast<Scalar>(random.normal()); });
  Eigen::Vector2d before = Eigen::Vector2d::Constant(-1);
  LeadingPair pair{.axes = Matrix::Zero(centred.rows(), 2)};
  for (int i = 0; i < kMost && !progress.isCancelled(); ++i) {
    basis = Eigen::HouseholderQR<Matrix>(basis).householderQ() * Matrix::Identity(centred.rows(), directions);
    const Matrix seen = basis.transpose() * centred;  // directions×N
    const Eigen::MatrixXd inner =
        (seen * seen.transpose()).template cast<double>() / static_cast<double>(centred.cols());
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(inner);
    pair.axes = Matrix::Zero(centred.rows(), 2);
    for (Index k = 0; k < std::min<Index>(2, directions); ++k) {
      pair.axes.col(k) = basis * solver.eigenvectors().col(directions - 1 - k).cast<Scalar>();
      pair.values[k] = std::max(0.0, solver.eigenvalues()[directions - 1 - k]);
    }
    if ((pair.values - before).cwiseAbs().maxCoeff() <= kStill * pair.values[0]) break;
    before = pair.values;
    basis = centred * seen.transpose();
  }
  return pair;
}

}  // namespace

Pca pcaOf(const Matrix& points, const Progress& progress) {
  check(points.rows() > 0 && points.cols() > 0, "pcaOf: no points");
  Pca pca;
  pca.mean = (points.cast<double>().rowwise().sum() / static_cast<double>(points.cols())).cast<Scalar>();
  const Matrix centred = points.colwise() - pca.mean;
  pca.total = centred.cast<double>().squaredNorm() / static_cast<double>(points.cols());
  pca.axes = Matrix::Zero(points.rows(), 2);
  if (!(pca.total > 0)) return pca;
  const LeadingPair pair =
      points.rows() <= kMostEigenDimensions ? byEigenvectors(centred) : byIteration(centred, progress);
  pca.variance = pair.values;
  for (Index i = 0; i < 2; ++i) {
    if (pca.variance[i] <= 1e-12 * pca.total) {  // rounding errors without a meaningful direction
      pca.variance[i] = 0;
      continue;
    }
    Index largest = 0;
    pair.axes.col(i).cwiseAbs().maxCoeff(&largest);
    pca.axes.col(i) = pair.axes.col(i) * (pair.axes(largest, i) < 0 ? Scalar(-1) : Scalar(1));
  }
  return pca;
}

Matrix project(const Pca& pca, const Matrix& points) {
  return pca.axes.transpose() * (points.colwise() - pca.mean);
}

Matrix turnedLike(Matrix map, const Matrix& former) {
  if (map.rows() != former.rows() || map.cols() != former.cols()) return map;
  for (Index i = 0; i < map.rows(); ++i)
    if (map.row(i).dot(former.row(i)) < 0) map.row(i) *= Scalar(-1);
  return map;
}

}  // namespace pellucid::engine
