// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/tsne.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

using RowArray = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
/// Smaller shares are raised to it, so that logarithms stay finite.
constexpr double kLeastShare = 1e-12;

/// p_j|i for one point from its squared distances, ignoring its own: finds β by bisection, until the entropy
/// matches the perplexity.
RowArray sharesOf(const RowArray& distances, Index own, double perplexity) {
  constexpr int kHalvings = 60;
  constexpr double kNear = 1e-5;  // for entropies, in nats
  const double wanted = std::log(perplexity);
  double beta =
      1 / std::max(static_cast<double>(distances.sum()) / static_cast<double>(distances.size() - 1), 1e-30);
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
  // Relative to the nearest: a constant subtracted from all distances cancels out, and this keeps one share
  // from being 0.
  RowArray away = distances;
  away[own] = std::numeric_limits<Scalar>::max();
  const Scalar nearest = away.minCoeff();
  away -= nearest;
  RowArray shares;
  for (int i = 0; i < kHalvings; ++i) {
    shares = (away * static_cast<Scalar>(-beta)).exp();
    shares[own] = 0;
    const double sum = static_cast<double>(shares.sum());
    RowArray weighted = away * shares;
    weighted[own] = 0;
    // H = log Σ + β Σ d e^{-β d} / Σ
    const double entropy = std::log(sum) + beta * static_cast<double>(weighted.sum()) / sum;
    shares /= static_cast<Scalar>(sum);
    if (std::abs(entropy - wanted) < kNear) break;
    (entropy > wanted ? low : high) = beta;
    beta = std::isinf(high) ? 2 * beta : (low + high) / 2;
  }
  return shares;
}

/// Squared distances of all points from one of them.
RowArray distancesFrom(const Matrix& places, Index point) {
  return (places.row(0).array() - places(0, point)).square().transpose() +
         (places.row(1).array() - places(1, point)).square().transpose();
}

}  // namespace

double mostPerplexity(Index points) {
  return std::max(1.0, static_cast<double>(points - 1) / 3);
}

std::optional<Matrix> neighbourShares(const Matrix& points, double perplexity, const Progress& progress) {
  const Index count = points.cols();
  check(count >= 2, "neighbourShares: too few points");
  const double limited = std::clamp(perplexity, 1.0, mostPerplexity(count));
  // |x_i - x_j|² = |x_i|² + |x_j|² - 2 x_i x_j, relative to the mean, where less precision is lost in the
  // difference.
  const Matrix centred = points.colwise() - points.rowwise().mean();
  const Vector squares = centred.colwise().squaredNorm();
  Matrix shares(count, count);
  for (Index i = 0; i < count; ++i) {
    if (i % 64 == 0) {
      if (progress.isCancelled()) return std::nullopt;
      progress.tell(static_cast<std::size_t>(i), static_cast<std::size_t>(count));
    }
    const Vector products = centred.transpose() * centred.col(i);
    const RowArray distances =
        (squares.array() + squares[i] - Scalar(2) * products.array()).cwiseMax(Scalar(0));
    shares.col(i) = sharesOf(distances, i, limited);
  }
  Matrix symmetric = (shares + shares.transpose()) / static_cast<Scalar>(2 * count);
  symmetric = symmetric.cwiseMax(static_cast<Scalar>(kLeastShare));
  symmetric.diagonal().setZero();
  return symmetric;
}

double tsneLoss(const Matrix& shares, const Matrix& places) {
  // KL = Σ p log p - Σ p log n + log Σ n · Σ p, with n_ij = 1 / (1 + d²) and q = n / Σ n
  double sum = 0;
  double known = 0;
  double crossed = 0;
  double all = 0;
  for (Index i = 0; i < places.cols(); ++i) {
    const RowArray near = distancesFrom(places, i) + Scalar(1);
    const auto p = shares.col(i).array();
    sum += static_cast<double>(near.inverse().sum()) - 1;
    crossed += static_cast<double>((p * near.log()).sum());
    known += static_cast<double>((p * p.max(static_cast<Scalar>(kLeastShare)).log()).sum());
    all += static_cast<double>(p.sum());
  }
  return known + crossed + all * std::log(sum);
}

Matrix tsneGradient(const Matrix& shares, const Matrix& places, double exaggeration) {
  const Index count = places.cols();
  Matrix attraction(2, count);
  Matrix repulsion(2, count);
  double sum = 0;
  const RowArray x = places.row(0).transpose();
  const RowArray y = places.row(1).transpose();
  RowArray dx, dy, near, pulled;
  for (Index i = 0; i < count; ++i) {
    dx = x[i] - x;
    dy = y[i] - y;
    near = (dx.square() + dy.square() + Scalar(1)).inverse();
    sum += static_cast<double>(near.sum()) - 1;  // without i itself
    pulled = shares.col(i).array() * near;
    attraction(0, i) = (pulled * dx).sum();
    attraction(1, i) = (pulled * dy).sum();
    near *= near;
    repulsion(0, i) = (near * dx).sum();
    repulsion(1, i) = (near * dy).sum();
  }
  // 4 Σ_j (p - q) n (y_i - y_j) with q = n / Σ n
  return Scalar(4) * (static_cast<Scalar>(exaggeration) * attraction -
                      repulsion * static_cast<Scalar>(1 / std::max(sum, 1e-30)));
}

Tsne::Tsne(Matrix shares, const TsneSettings& settings)
    : m_shares(std::move(shares)),
      m_settings(settings),
      m_places(2, m_shares.cols()),
      m_velocity(Matrix::Zero(2, m_shares.cols())),
      m_gains(Matrix::Ones(2, m_shares.cols())) {
  Random random(settings.seed, "tsne");
  for (Index i = 0; i < m_places.cols(); ++i)
    for (Index d = 0; d < 2; ++d) m_places(d, i) = static_cast<Scalar>(1e-2 * random.normal());
}

void Tsne::step() {
  const bool isEarly = m_steps < m_settings.exaggerated;
  const Matrix gradient = tsneGradient(m_shares, m_places, isEarly ? m_settings.exaggeration : 1);
  const auto momentum = static_cast<Scalar>(isEarly ? m_settings.momentum : m_settings.lateMomentum);
  const auto rate = static_cast<Scalar>(m_settings.learningRate);
  // A coordinate that keeps its direction has its gain raised, one that reverses has it lowered.
  const auto goesOn = (gradient.array() > 0) != (m_velocity.array() > 0);
  m_gains = goesOn.select(m_gains.array() + Scalar(0.2), m_gains.array() * Scalar(0.8))
                .max(static_cast<Scalar>(m_settings.leastGain));
  m_velocity = momentum * m_velocity - rate * m_gains.cwiseProduct(gradient);
  m_places += m_velocity;
  m_places.colwise() -= m_places.rowwise().mean().eval();
  ++m_steps;
}

}  // namespace pellucid::engine
