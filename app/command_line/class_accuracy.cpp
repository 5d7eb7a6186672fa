// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/class_accuracy.h"

#include <algorithm>
#include <numeric>

#include "engine/train/targets.h"

namespace pellucid::app {

std::vector<ClassAccuracy> accuracyByClass(const engine::Network& network, const engine::Vector& weights,
                                           engine::Loss loss, const engine::Split& split) {
  constexpr engine::Index kBlock = 250;  // bounds the memory, as in engine::Evaluator
  const engine::TargetCoding coding =
      targetCoding(loss, network.layer(network.layerCount() - 1).activation(), network.outputs());
  std::vector<ClassAccuracy> classes(static_cast<std::size_t>(coding.classes()));
  engine::Trace trace;
  std::vector<std::uint32_t> indices;
  for (engine::Index begin = 0; begin < split.size(); begin += kBlock) {
    indices.resize(static_cast<std::size_t>(std::min(kBlock, split.size() - begin)));
    std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(begin));
    gather(split, network.inputs(), indices, trace.input);
    network.forward(weights, trace);
    for (std::size_t n = 0; n < indices.size(); ++n) {
      const std::uint8_t label = split.labels[indices[n]];
      const auto prediction = engine::answer(trace.output(), static_cast<engine::Index>(n), coding.middle());
      ++classes[label].samples;
      if (prediction == label) ++classes[label].correct;
    }
  }
  return classes;
}

}  // namespace pellucid::app
