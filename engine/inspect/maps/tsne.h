// SPDX-License-Identifier: GPL-3.0-or-later
// t-SNE (van der Maaten and Hinton, 2008), exact: a map in which neighbouring points stay neighbours. Between
// the points x there are the shares p_j|i = exp(-|x_i - x_j|² β_i) / Σ_k≠i …, with β_i such that the
// perplexity 2^H(p_i) is the one requested, and p_ij = (p_j|i + p_i|j) / 2N; between their places y in the
// map q_ij = (1 + |y_i - y_j|²)⁻¹ / Σ_k≠l …. The map minimises KL = Σ p_ij log(p_ij / q_ij) by gradient
// descent. A value that advances step by step; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/numeric.h"
#include "engine/base/progress.h"

namespace pellucid::engine {

/// Defaults of the authors' own program.
struct TsneSettings {
  double perplexity = 30;     ///< 1 < perplexity ≤ (N - 1) / 3: about the number of neighbours that count
  std::uint64_t seed = 1;     ///< for the initial places, which are N(0, 1e-4)
  double learningRate = 200;  ///< > 0
  double exaggeration = 12;   ///< of p in the first steps, so that clusters find each other
  int exaggerated = 100;      ///< number of these steps
  double momentum = 0.5;      ///< in those steps
  double lateMomentum = 0.8;  ///< afterwards
  double leastGain = 0.01;  ///< each coordinate has a gain: + 0.2 where its direction stays, · 0.8 where not
};

/// The largest perplexity that this many points allow, at least 1.
double mostPerplexity(Index points);

/// p_ij of points (D×N), N×N and symmetric, with sum 1, p_ii = 0. N ≥ 2; the perplexity is limited to what N
/// allows. Nothing when cancelled.
std::optional<Matrix> neighbourShares(const Matrix& points, double perplexity, const Progress& progress = {});

/// KL of the places (2×N), and dKL/dy (2×N): 4 Σ_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|²).
double tsneLoss(const Matrix& shares, const Matrix& places);
Matrix tsneGradient(const Matrix& shares, const Matrix& places, double exaggeration = 1);

class Tsne {
 public:
  Tsne(Matrix shares, const TsneSettings& settings);

  void step();
  int steps() const { return m_steps; }
  /// 2×N, their mean 0.
  const Matrix& places() const { return m_places; }
  double loss() const { return tsneLoss(m_shares, m_places); }

 private:
  Matrix m_shares;
  TsneSettings m_settings;
  int m_steps = 0;
  Matrix m_places;
  Matrix m_velocity;
  Matrix m_gains;
};

}  // namespace pellucid::engine
