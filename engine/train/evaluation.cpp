// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/evaluation.h"

#include <algorithm>
#include <numeric>

namespace pellucid::engine {

Metrics Evaluator::evaluate(const Network& network, const Vector& weights, const Split& split, Loss loss,
                            bool isSparse, double labelSmoothing) {
  // Large enough for an efficient product, small enough to stay in the second-level cache.
  constexpr Index kBlock = 250;
  const Activation output = network.layer(network.layerCount() - 1).activation();
  const TargetCoding coding = targetCoding(loss, output, network.outputs(), labelSmoothing);
  double sum = 0;
  Index correct = 0;
  for (Index begin = 0; begin < split.size(); begin += kBlock) {
    const Index count = std::min(kBlock, split.size() - begin);
    m_indices.resize(static_cast<std::size_t>(count));
    std::iota(m_indices.begin(), m_indices.end(), static_cast<std::uint32_t>(begin));
    gatherInput(split, m_indices, isSparse, network, m_trace);
    network.forward(weights, m_trace);
    encode(coding, std::span(split.labels).subspan(static_cast<std::size_t>(begin), m_indices.size()),
           m_targets);
    sum += lossSum(loss, m_trace.layers.back(), m_targets);
    correct += countCorrect(m_trace.output(), m_targets, coding.middle());
  }
  const auto n = static_cast<double>(split.size());
  return {.loss = sum / n, .accuracy = static_cast<double>(correct) / n};
}

}  // namespace pellucid::engine
