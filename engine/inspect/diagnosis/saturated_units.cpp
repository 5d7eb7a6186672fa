// SPDX-License-Identifier: GPL-3.0-or-later
// Hidden units of tanh, sigmoid and the like that are at a flat end while there is still much to learn (three
// tenths of the loss of a constant answer, or more): a quarter of a layer's units are at the same end for
// every sample, or half of all its values are at an end. Raised by two looks in a row, or at once before the
// first step; cleared 5 points below. An alarm from twice as many.
#include <algorithm>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

double stuckShare(const LayerStatistics& layer) {
  return layer.units == 0 ? 0 : static_cast<double>(layer.stuck.size()) / static_cast<double>(layer.units);
}

/// Raised from 1, an alarm from 2. `left` is the share of the loss of a constant answer.
double badness(const LayerStatistics& layer, double left) {
  constexpr double kStuck = 0.25;
  constexpr double kMuchToLearn = 0.3;
  constexpr double kAtEnds = 0.5;
  constexpr double kNothingLearned = 0.9;
  const double stuck = left > kMuchToLearn ? stuckShare(layer) / kStuck : 0;
  return std::max(stuck, left > kNothingLearned ? layer.atEnds / kAtEnds : 0);
}

}  // namespace

MaybeFinding findSaturatedUnits(const RunStatistics& run, const Finding* before) {
  constexpr double kAlarm = 1.8;
  constexpr double kCleared = 0.9;
  const auto looks = newestLooks(run, 2);
  if (looks.empty() || (looks.size() < 2 && looks[0].step > 0)) return std::nullopt;
  const double constant = lossOfConstant(run);
  const auto isBad = [&](std::size_t layer) {
    const bool wasBad = before != nullptr && std::ranges::find(before->places, layer, &FindingPlace::layer) !=
                                                 before->places.end();
    return std::ranges::all_of(looks, [&](const RunLook& look) {
      return badness(look.layers[layer], look.loss / constant) >= (wasBad ? kCleared : 1);
    });
  };
  Finding finding{.rule = DiagnosisRule::SaturatedUnits, .since = looks[0].step};
  const RunLook& newest = looks.back();
  std::size_t worst = 0;
  double largest = 0;
  for (std::size_t i = 0; i + 1 < newest.layers.size(); ++i) {
    if (!isBad(i)) continue;
    finding.places.push_back({.layer = i, .units = newest.layers[i].stuck});
    const double own = badness(newest.layers[i], newest.loss / constant);
    if (own <= largest) continue;
    largest = own;
    worst = i;
  }
  if (finding.places.empty()) return std::nullopt;
  finding.severity = largest >= kAlarm ? Severity::Alarm : Severity::Warning;
  const LayerStatistics& layer = newest.layers[worst];
  finding.evidence = {{.key = "share_at_ends",
                       .what = message("share of the numbers of {} where it is flat", layerOf(run, worst)),
                       .value = layer.atEnds},
                      {.key = "stuck_units",
                       .what = message("units of {} that never leave their end, of {} in all",
                                       layerOf(run, worst), layer.units),
                       .value = static_cast<double>(layer.stuck.size())}};
  finding.sentence = message(
      "{:.0f} % of what {} gives lies where {} is flat, and {} of its {} units never leave their end.",
      100 * layer.atEnds, layerOf(run, worst), nameOf(run.network->layer(worst).activation()),
      layer.stuck.size(), layer.units);
  finding.reason = message(
      "At its ends the curve of the activation is level: whatever the weights do, the unit answers nearly "
      "the "
      "same, and hardly any gradient comes through. Sums that are so large come from large inputs, large "
      "initial weights or steps that were too long.");
  if (auto remedy = standardisedWhereLarge(run)) finding.remedies.push_back(*std::move(remedy));
  if (finding.since > 0) finding.remedies.push_back(timesRate(run, 0.1, 0));
  std::vector<std::size_t> layers;
  for (const FindingPlace& place : finding.places) layers.push_back(place.layer);
  finding.remedies.push_back(withActivation(run, layers, Activation::Relu));
  return finding;
}

}  // namespace pellucid::engine
