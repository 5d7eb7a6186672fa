// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/run_comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pellucid::engine {
namespace {

/// The position of a layer's learned parameters in the flat vector.
struct Stretch {
  Index offset = 0;
  Index size = 0;
};

Stretch learnedOf(const Network& network, std::size_t layer) {
  return {.offset = network.layerOffset(layer), .size = network.layer(layer).learnedCount()};
}

double distance(const Vector& a, Index offsetA, const Vector& b, Index offsetB, Index size) {
  return (a.segment(offsetA, size) - b.segment(offsetB, size)).cast<double>().norm();
}

double sizeOf(const Vector& weights, const Stretch& stretch) {
  return weights.segment(stretch.offset, stretch.size).cast<double>().norm();
}

/// The shapes of a layer's tensors.
std::vector<std::pair<Index, Index>> shapesOf(const Network& network, std::size_t layer) {
  std::vector<std::pair<Index, Index>> shapes;
  for (const Tensor& tensor : network.tensors())
    if (tensor.layer == layer && tensor.isLearned) shapes.emplace_back(tensor.rows, tensor.cols);
  return shapes;
}

/// √ of the mean over samples and outputs.
double rootMeanSquare(const Answers& answers, const Split& split) {
  std::vector<std::uint32_t> all(static_cast<std::size_t>(split.size()));
  std::iota(all.begin(), all.end(), 0U);
  Matrix wanted;
  gatherTargets({.outputs = answers.numbers.rows()}, split, all, wanted);
  return std::sqrt((answers.numbers - wanted).cast<double>().squaredNorm() /
                   static_cast<double>(wanted.size()));
}

SideResult resultOf(const TrainedSide& side, const Progress& progress) {
  SideResult result;
  for (std::size_t layer = 0; layer < side.network->layerCount(); ++layer)
    result.drift.push_back(driftOf(*side.network, side.initial, side.weights, layer));
  const Split& split = side.dataset->test;
  const auto answers = split.size() == 0 ? std::nullopt
                                         : answersTo(*side.network, side.weights, side.training,
                                                     *side.dataset, split, progress);
  if (!answers) return result;
  if (answers->classes > 0)
    result.confusion = confusionOf(*answers);
  else
    result.rmse = rootMeanSquare(*answers, split);
  return result;
}

}  // namespace

std::optional<double> driftOf(const Network& network, const Vector& from, const Vector& to,
                              std::size_t layer) {
  const Stretch stretch = learnedOf(network, layer);
  const double before = sizeOf(from, stretch);
  if (stretch.size == 0 || before == 0) return std::nullopt;
  return distance(from, stretch.offset, to, stretch.offset, stretch.size) / before;
}

RunComparison compareRuns(const TrainedSide& first, const TrainedSide& second, const Progress& progress) {
  RunComparison comparison;
  const std::size_t layers = std::min(first.network->layerCount(), second.network->layerCount());
  for (std::size_t layer = 0; layer < layers; ++layer) {
    std::optional<double>& apart = comparison.apart.emplace_back();
    if (shapesOf(*first.network, layer) != shapesOf(*second.network, layer)) continue;
    const Stretch one = learnedOf(*first.network, layer);
    const Stretch other = learnedOf(*second.network, layer);
    const double size = (sizeOf(first.weights, one) + sizeOf(second.weights, other)) / 2;
    if (size > 0) apart = distance(first.weights, one.offset, second.weights, other.offset, one.size) / size;
  }
  comparison.first = resultOf(first, progress.part(0, 0.5));
  comparison.second = resultOf(second, progress.part(0.5, 1));
  return comparison;
}

}  // namespace pellucid::engine
