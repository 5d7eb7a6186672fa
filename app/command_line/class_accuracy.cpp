// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/class_accuracy.h"

#include "engine/train/targets.h"

namespace pellucid::app {

std::vector<ClassAccuracy> accuracyByClass(const engine::Network& network, engine::Loss loss,
                                           const engine::Matrix& answers,
                                           std::span<const std::uint8_t> labels) {
  const engine::TargetCoding coding =
      targetCoding(loss, network.layer(network.layerCount() - 1).activation(), network.outputs());
  std::vector<ClassAccuracy> classes(static_cast<std::size_t>(coding.classes()));
  for (std::size_t n = 0; n < labels.size(); ++n) {
    ClassAccuracy& one = classes[labels[n]];
    ++one.samples;
    if (engine::answer(answers, static_cast<engine::Index>(n), coding.middle()) == labels[n]) ++one.correct;
  }
  return classes;
}

}  // namespace pellucid::app
