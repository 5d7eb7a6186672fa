// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient vanishes on its way back: per weight, that of the lowest layer that learns is less than a
// thousandth of the highest one's in two looks, while the run has learned little (three quarters of the loss
// of a constant answer are left). Not raised where it is exactly 0, which is explained by dead or equal
// units. Cleared above three thousandths, or when less than half of that loss is left.
#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findVanishing(const RunStatistics& run, const Finding* before) {
  constexpr double kFaded = 1e-3;
  constexpr double kCleared = 3e-3;
  constexpr double kLittleLearned = 0.75;
  constexpr double kHalfLearned = 0.5;
  const std::vector<std::size_t> layers = learningLayers(run);
  const auto looks = newestLooks(run, 2);
  if (layers.size() < 2 || looks.size() < 2) return std::nullopt;
  const std::size_t low = layers.front();
  const std::size_t high = layers.back();
  const auto ratio = [&](const RunLook& look) {
    return look.layers[low].gradientSize / look.layers[high].gradientSize;
  };
  if (!(lossLeft(run) > (before != nullptr ? kHalfLearned : kLittleLearned))) return std::nullopt;
  const double most = before != nullptr ? kCleared : kFaded;
  for (const RunLook& look : looks) {
    const bool hasFaded = ratio(look) > 0 && ratio(look) < most;
    if (!hasFaded) return std::nullopt;
  }
  const RunLook& newest = looks.back();
  Finding finding{.rule = DiagnosisRule::Vanishing, .severity = Severity::Alarm, .since = looks[0].step};
  for (const std::size_t layer : layers)
    if (newest.layers[layer].gradientSize < most * newest.layers[high].gradientSize)
      finding.places.push_back({.layer = layer});
  finding.evidence = {
      {.key = "gradient_low",
       .what = message("size of the gradient of a weight of {}", layerOf(run, low)),
       .value = newest.layers[low].gradientSize},
      {.key = "gradient_high",
       .what = message("size of the gradient of a weight of {}", layerOf(run, high)),
       .value = newest.layers[high].gradientSize},
      {.key = "share", .what = message("what is left of it on the way back"), .value = ratio(newest)}};
  finding.sentence =
      message("The gradient fades on its way back: of a weight of {} it is only {:.1g} of what it is in {}.",
              layerOf(run, low), ratio(newest), layerOf(run, high));
  finding.reason = message(
      "Each layer multiplies the gradient by the slope of its activation, which is at most a quarter of a "
      "sigmoid, and by its weights. Over many layers hardly anything is left, so the first ones learn "
      "nothing, "
      "and the last ones have only their random answers to work with.");
  std::vector<std::size_t> bent;
  for (std::size_t i = 0; isHidden(run, i); ++i)
    if (endOf(run.network->layer(i).activation()) && hasActivation(run.network->layer(i).kind()))
      bent.push_back(i);
  if (!bent.empty()) {
    Remedy relu{
        .what = message("Choose relu as the activation of all hidden layers, with weights drawn by he."),
        .experiment = withActivation(run, bent, Activation::Relu).experiment};
    relu.experiment->network.initializer = Initializer::He;
    finding.remedies.push_back(std::move(relu));
  }
  const auto isRow = [](const LayerSpec& layer) { return layer.kind == LayerKind::Dense; };
  if (std::ranges::all_of(run.experiment.network.layers, isRow) && layers.size() > 3) {
    Remedy shorter{.what = message("Keep only the first two hidden layers."), .experiment = run.experiment};
    auto& kept = shorter.experiment->network.layers;
    kept.erase(kept.begin() + 2, kept.end() - 1);
    finding.remedies.push_back(std::move(shorter));
  }
  return finding;
}

}  // namespace pellucid::engine
