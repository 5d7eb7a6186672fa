// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/fixed_samples.h"

#include "engine/train/batch_input.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

FixedSamples::FixedSamples(const Network& network, const Experiment& experiment, const Dataset& dataset,
                           const Split& split, std::span<const std::uint32_t> samples)
    : m_network(network), m_loss(experiment.training.loss) {
  gatherInput(split, samples, prefersSparse(network, dataset), network, m_trace);
  const TrainingSpec& training = experiment.training;
  gatherTargets(targetCoding(training.loss, network.layer(network.layerCount() - 1).activation(),
                             network.outputs(), training.labelSmoothing),
                split, samples, m_targets);
}

FixedSamples::FixedSamples(const StepTrace& step)
    : m_network(*step.network), m_loss(step.experiment.training.loss), m_targets(step.targets) {
  const Matrix& input = step.passes.input;  // varied, if the step varies its samples
  m_trace.isSparse = prefersSparse(*step.network, *step.dataset);
  if (m_trace.isSparse) {
    m_trace.sparseInput.reset(input.rows(), input.cols());
    for (Index n = 0; n < input.cols(); ++n) m_trace.sparseInput.add(input.col(n).data(), Scalar(1));
  } else {
    m_trace.input = input;
  }
  m_pass = TrainingPass{.seed = step.experiment.seed, .step = step.before.step, .frozen = {}};
  for (const LayerSpec& layer : step.experiment.network.layers) m_pass->frozen.push_back(layer.frozen);
}

double FixedSamples::loss(const Vector& weights) {
  m_network.forward(weights, m_trace, m_pass ? &*m_pass : nullptr);
  return lossSum(m_loss, m_trace.layers.back(), m_targets) / static_cast<double>(m_targets.cols());
}

}  // namespace pellucid::engine
