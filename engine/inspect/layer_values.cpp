// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/layer_values.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {

std::span<const std::uint32_t> StepSamples::of(const Experiment& experiment, const Dataset& dataset,
                                               std::int64_t step) {
  const TrainingSpec& training = experiment.training;
  const Kept wanted{.samples = dataset.train.size(),
                    .batchSize = training.batchSize,
                    .seed = experiment.seed,
                    .shuffle = training.shuffle};
  if (!m_batches || m_kept != wanted)
    m_batches.emplace(wanted.samples, wanted.batchSize, wanted.seed, wanted.shuffle);
  m_kept = wanted;
  return m_batches->indices(step);
}

Matrix batchPreactivations(const Network& network, const Vector& weights, const Experiment& experiment,
                           const Dataset& dataset, std::span<const std::uint32_t> samples, std::int64_t step,
                           std::size_t layer) {
  check(hasActivation(experiment.network.layers[layer].kind), "batchPreactivations: the layer has no z");
  Trace trace;
  gather(dataset.train, dataset.inputs(), samples, trace.input);
  TrainingPass pass{.seed = experiment.seed, .step = step, .frozen = {}};
  for (const LayerSpec& each : experiment.network.layers) pass.frozen.push_back(each.frozen);
  network.forward(weights, trace, &pass);
  return std::move(trace.layers[layer].z);
}

std::vector<Index> histogram(const Matrix& values, double low, double high, std::size_t bins) {
  check(bins > 0 && low < high, "histogram: an empty range");
  std::vector<Index> counts(bins, 0);
  const double perUnit = static_cast<double>(bins) / (high - low);
  for (Index i = 0; i < values.size(); ++i) {
    const double value = static_cast<double>(values.data()[i]);
    if (std::isnan(value)) continue;
    const double place = std::clamp((value - low) * perUnit, 0.0, static_cast<double>(bins - 1));
    ++counts[static_cast<std::size_t>(place)];
  }
  return counts;
}

}  // namespace pellucid::engine
