// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient grows on its way back: dL/dz in the lowest layer that learns is more than a hundred times that
// in the highest one, in two looks or before the first step, and the run has not learned yet. dL/dz is used,
// because dL/dw is also large where only the inputs are. Cleared below a third of that, or when the run
// learns.
#include <algorithm>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findExploding(const RunStatistics& run, const Finding* before) {
  constexpr double kGrown = 100;
  constexpr double kCleared = 33;
  constexpr double kHardlyLearned = 0.9;
  const std::vector<std::size_t> layers = learningLayers(run);
  const auto looks = newestLooks(run, 2);
  if (layers.size() < 2 || looks.empty() || (looks.size() < 2 && looks[0].step > 0)) return std::nullopt;
  const std::size_t low = layers.front();
  const std::size_t high = layers.back();
  const double constant = lossOfConstant(run);
  const auto ratio = [&](const RunLook& look) {
    return look.layers[low].deltaSize / look.layers[high].deltaSize;
  };
  for (const RunLook& look : looks)
    if (!(ratio(look) > (before != nullptr ? kCleared : kGrown)) || !(look.loss > kHardlyLearned * constant))
      return std::nullopt;
  const RunLook& newest = looks.back();
  Finding finding{.rule = DiagnosisRule::Exploding, .severity = Severity::Alarm, .since = looks[0].step};
  for (const std::size_t layer : layers)
    if (newest.layers[layer].deltaSize > kCleared * newest.layers[high].deltaSize)
      finding.places.push_back({.layer = layer});
  finding.evidence = {{.key = "growth", .what = message("growth on the way back"), .value = ratio(newest)},
                      {.key = "delta_low",
                       .what = message("size of dL/dz of a sample in {}", layerOf(run, low)),
                       .value = newest.layers[low].deltaSize}};
  finding.sentence = message("The gradient grows {:.3g}-fold on its way back from {} to {}.", ratio(newest),
                             layerOf(run, high), layerOf(run, low));
  finding.reason = message(
      "Each layer multiplies the gradient by its weights. Where these are large, it grows from layer to "
      "layer, "
      "and the steps of the first layers are far longer than those of the last: no learning rate suits "
      "both.");
  const double length = run.experiment.training.clipping.norm;
  const double shorter = length > 0 ? std::min(1.0, length / 2) : 1;
  Remedy clipped{.what = message("Shorten gradients that are longer than {:.3g}.", shorter),
                 .experiment = run.experiment};
  clipped.experiment->training.clipping.norm = shorter;
  finding.remedies = {drawnOtherwise(run), std::move(clipped)};
  return finding;
}

}  // namespace pellucid::engine
