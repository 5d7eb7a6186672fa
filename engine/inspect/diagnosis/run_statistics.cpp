// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_statistics.h"

#include <algorithm>
#include <cmath>

#include "engine/train/targets.h"

namespace pellucid::engine {
namespace {

double logTerm(double share) {
  return share > 0 ? -share * std::log(share) : 0;
}

/// The loss of a constant answer for an output whose targets have this mean and deviation and are `low` in
/// the share `shareLow` (for classes); before the loss's own mean or sum over outputs.
double lossOfOne(Loss loss, double mean, double deviation) {
  switch (loss) {
    case Loss::CrossEntropy:
      return logTerm(mean);
    case Loss::BinaryCrossEntropy:
      return logTerm(std::clamp(mean, 0.0, 1.0)) + logTerm(1 - std::clamp(mean, 0.0, 1.0));
    case Loss::MeanSquaredError:
      return deviation * deviation / 2;
    case Loss::MeanSquares:
      return deviation * deviation;
    case Loss::MeanAbsoluteError:
      return 0.8 * deviation;  // for normally distributed values, E|x| = 0.8 σ
    case Loss::Huber:
      return deviation < 1 ? deviation * deviation / 2 : deviation - 0.5;
    case Loss::Hinge:  // y is -1 or +1
      return 1 - std::abs(mean);
  }
  failCheck("lossOfConstant: unknown loss");
}

}  // namespace

double lossOfConstant(const RunStatistics& run) {
  const TrainingSpec& training = run.experiment.training;
  const TargetCoding coding = targetCoding(training.loss, run.experiment.network.layers.back().activation,
                                           run.network->outputs(), training.labelSmoothing);
  const bool isSum = training.loss == Loss::CrossEntropy || training.loss == Loss::MeanSquaredError;
  double sum = 0;
  const auto outputs = static_cast<double>(run.network->outputs());
  for (const NumberStatistics& target : run.data->targets)
    // Where targets do not vary, it is answering 0 that has a loss.
    sum += lossOfOne(training.loss, target.mean, target.deviation > 0 ? target.deviation : target.size());
  const auto samples = static_cast<double>(run.data->samples);
  const auto low = static_cast<double>(coding.low);
  const auto range = static_cast<double>(coding.high) - low;
  for (std::size_t c = coding.outputs == 1 ? 1 : 0; c < run.data->classCounts.size(); ++c) {
    const double share = static_cast<double>(run.data->classCounts[c]) / samples;
    sum += training.loss == Loss::MeanAbsoluteError
               ? range * std::min(share, 1 - share)
               : lossOfOne(training.loss, low + range * share, range * std::sqrt(share * (1 - share)));
  }
  return isSum ? sum : sum / outputs;
}

double lossLeft(const RunStatistics& run, std::int64_t steps) {
  constexpr double kLeast = 1e-9;
  const double constant = lossOfConstant(run);
  return constant > kLeast ? newestLoss(run.curves, steps) / constant : kUnmeasured;
}

std::vector<std::size_t> learningLayers(const RunStatistics& run) {
  std::vector<std::size_t> layers;
  for (std::size_t i = 0; i < run.experiment.network.layers.size(); ++i) {
    const LayerSpec& layer = run.experiment.network.layers[i];
    if (drawsWeights(layer.kind) && !layer.frozen && layer.rateFactor > 0) layers.push_back(i);
  }
  return layers;
}

std::span<const RunLook> newestLooks(const RunStatistics& run, std::size_t count) {
  return std::span(run.looks).last(std::min(count, run.looks.size()));
}

}  // namespace pellucid::engine
