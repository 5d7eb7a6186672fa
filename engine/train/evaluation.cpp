// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/evaluation.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace pellucid::engine {
namespace {

/// Samples per block: enough for an efficient product, few enough to fit into the second-level cache where
/// the layers are small, and into memory where they are large.
Index blockSize(const Network& network) {
  constexpr Index kMost = 250;
  constexpr Index kMostNumbers = Index{1} << 26;
  Index outputs = network.inputs();
  for (std::size_t i = 0; i < network.layerCount(); ++i) outputs += network.layer(i).outputs();
  return std::clamp<Index>(kMostNumbers / outputs, 1, kMost);
}

}  // namespace

Metrics means(const Split& split, double lossSum, Index correct, Index samples) {
  const auto n = static_cast<double>(samples);
  const bool hasClasses = !split.labels.empty();
  return {
      .loss = lossSum / n,
      .accuracy = hasClasses ? static_cast<double>(correct) / n : std::numeric_limits<double>::quiet_NaN()};
}

void Evaluator::advance(Sums& sums, const Network& network, const Vector& weights, const Split& split,
                        Loss loss, bool isSparse, double labelSmoothing) {
  const Activation output = network.layer(network.layerCount() - 1).activation();
  const TargetCoding coding = targetCoding(loss, output, network.outputs(), labelSmoothing);
  const Index count = std::min(blockSize(network), split.size() - sums.samples);
  m_indices.resize(static_cast<std::size_t>(count));
  std::iota(m_indices.begin(), m_indices.end(), static_cast<std::uint32_t>(sums.samples));
  gatherInput(split, m_indices, isSparse, network, m_trace);
  network.forward(weights, m_trace);
  gatherTargets(coding, split, m_indices, m_targets);
  sums.loss += lossSum(loss, m_trace.layers.back(), m_targets);
  sums.correct += countCorrect(m_trace.output(), m_targets, coding.middle());
  sums.samples += count;
  if (!split.labels.empty()) return;
  const auto errors = (m_trace.output() - m_targets).cast<double>().array();
  if (sums.squares.size() == 0) sums.squares.setZero(m_targets.rows());
  sums.squares += errors.square().rowwise().sum();
  sums.absolutes += errors.abs().sum();
}

Metrics Evaluator::metrics(const Split& split, const Sums& sums) {
  Metrics metrics = means(split, sums.loss, sums.correct, sums.samples);
  if (!split.labels.empty() || sums.squares.size() == 0) return metrics;
  const Eigen::MatrixXd y = split.targets.cast<double>();
  const Eigen::ArrayXd varied = (y.colwise() - y.rowwise().mean()).array().square().rowwise().sum();
  if ((varied > 0).all()) metrics.r2 = (1 - sums.squares / varied).mean();
  const auto numbers = static_cast<double>(y.size());
  metrics.rmse = std::sqrt(sums.squares.sum() / numbers);
  metrics.mae = sums.absolutes / numbers;
  return metrics;
}

Metrics Evaluator::evaluate(const Network& network, const Vector& weights, const Split& split, Loss loss,
                            bool isSparse, double labelSmoothing) {
  Sums sums;
  while (sums.samples < split.size()) advance(sums, network, weights, split, loss, isSparse, labelSmoothing);
  return metrics(split, sums);
}

}  // namespace pellucid::engine
