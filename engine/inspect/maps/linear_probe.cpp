// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/linear_probe.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

Index fittedOf(Index samples) {
  return (samples + 1) / 2;
}

/// aᵀ b, a few columns at a time, so that a cancelled request ends soon, with an empty result.
Matrix likenessOf(const Matrix& a, const Matrix& b, const Progress& progress) {
  constexpr Index kAtATime = 64;
  Matrix product(a.cols(), b.cols());
  for (Index begin = 0; begin < b.cols(); begin += kAtATime) {
    if (progress.isCancelled()) return {};
    const Index count = std::min(kAtATime, b.cols() - begin);
    product.middleCols(begin, count) = a.transpose() * b.middleCols(begin, count);
  }
  return product;
}

/// The fitted map's outputs for the samples that it was not fitted to, O×(N - n); empty where it cannot be
/// fitted, and when cancelled.
Eigen::MatrixXd probeAnswers(const Matrix& points, const Eigen::MatrixXd& y, const Progress& progress) {
  const Index n = fittedOf(points.cols());
  if (points.cols() < 2 || !points.allFinite()) return {};
  const Vector mean = points.leftCols(n).rowwise().mean();
  const Eigen::VectorXd meanY = y.leftCols(n).rowwise().mean();
  const Matrix x = points.leftCols(n).colwise() - mean;
  const Matrix asked = points.rightCols(points.cols() - n).colwise() - mean;
  const Eigen::MatrixXd wanted = y.leftCols(n).colwise() - meanY;
  const double variance = x.cast<double>().squaredNorm() / static_cast<double>(x.size());
  const double ridge = kProbeRidge * static_cast<double>(n) * variance;
  Eigen::MatrixXd answers = Eigen::MatrixXd::Zero(y.rows(), asked.cols());
  if (ridge > 0) {
    // W = Y Xᵀ (X Xᵀ + λ)⁻¹ = Y (Xᵀ X + λ)⁻¹ Xᵀ: the smaller of the two matrices is solved.
    if (x.rows() <= x.cols()) {
      Eigen::MatrixXd inner = (x * x.transpose()).cast<double>();
      inner.diagonal().array() += ridge;
      const Eigen::MatrixXd right = x.cast<double>() * wanted.transpose();  // D×O
      answers = inner.llt().solve(right).transpose() * asked.cast<double>();
    } else {
      Eigen::MatrixXd inner = likenessOf(x, x, progress).cast<double>();
      const Matrix likeness = likenessOf(x, asked, progress);  // n×(N - n)
      if (progress.isCancelled()) return {};
      inner.diagonal().array() += ridge;
      answers = inner.llt().solve(wanted.transpose()).transpose() * likeness.cast<double>();
    }
  }
  return answers.colwise() + meanY;
}

}  // namespace

std::optional<LinearProbe> probeClasses(const Matrix& points, std::span<const std::uint8_t> labels,
                                        Index classes, const Progress& progress) {
  check(static_cast<Index>(labels.size()) == points.cols(), "probeClasses: one label for each point");
  Eigen::MatrixXd y = Eigen::MatrixXd::Zero(classes, points.cols());
  for (Index i = 0; i < points.cols(); ++i) y(labels[static_cast<std::size_t>(i)], i) = 1;
  const Eigen::MatrixXd answers = probeAnswers(points, y, progress);
  if (answers.size() == 0) return std::nullopt;
  LinearProbe probe{.fitted = fittedOf(points.cols()), .asked = answers.cols()};
  for (Index i = 0; i < answers.cols(); ++i) {
    Index answer = 0;
    answers.col(i).maxCoeff(&answer);
    if (answer == labels[static_cast<std::size_t>(probe.fitted + i)]) ++probe.right;
  }
  probe.score = static_cast<double>(probe.right) / static_cast<double>(probe.asked);
  return probe;
}

std::optional<LinearProbe> probeNumbers(const Matrix& points, const Matrix& targets,
                                        const Progress& progress) {
  check(targets.cols() == points.cols(), "probeNumbers: one answer for each point");
  const Eigen::MatrixXd y = targets.cast<double>();
  const Eigen::MatrixXd answers = probeAnswers(points, y, progress);
  if (answers.size() == 0) return std::nullopt;
  LinearProbe probe{.fitted = fittedOf(points.cols()), .asked = answers.cols()};
  const Eigen::MatrixXd wanted = y.rightCols(probe.asked);
  const Eigen::MatrixXd around = wanted.colwise() - wanted.rowwise().mean();
  if (!(around.squaredNorm() > 0)) return std::nullopt;
  probe.score = 1 - (answers - wanted).squaredNorm() / around.squaredNorm();
  return probe;
}

}  // namespace pellucid::engine
