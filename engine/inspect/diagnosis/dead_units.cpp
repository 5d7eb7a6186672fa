// SPDX-License-Identifier: GPL-3.0-or-later
// Units of ReLU layers that output 0 for all of 2,048 training samples (or all that exist) in two looks in a
// row. A note from a tenth of a layer (and two units), a warning from a third, an alarm from two fifths;
// cleared when fewer than a tenth are left.
#include <algorithm>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

std::vector<Index> deadInBoth(const LayerStatistics& a, const LayerStatistics& b) {
  std::vector<Index> both;
  std::ranges::set_intersection(a.dead, b.dead, std::back_inserter(both));
  return both;
}

}  // namespace

MaybeFinding findDeadUnits(const RunStatistics& run, const Finding*) {
  constexpr double kWarning = 0.33;
  constexpr double kAlarm = 0.4;
  const auto looks = newestLooks(run, 2);
  if (looks.size() < 2) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::DeadUnits, .since = looks[0].step};
  std::size_t worst = 0;  // its index among the finding's places
  double largest = 0;
  std::vector<std::size_t> hidden;
  for (std::size_t i = 0; i < looks[1].layers.size(); ++i) {
    const std::vector<Index> dead = deadInBoth(looks[0].layers[i], looks[1].layers[i]);
    const double share = static_cast<double>(dead.size()) / static_cast<double>(looks[1].layers[i].units);
    if (!areManyDead(std::ssize(dead), looks[1].layers[i].units)) continue;
    finding.places.push_back({.layer = i, .units = dead});
    if (isHidden(run, i)) hidden.push_back(i);
    if (share <= largest) continue;
    largest = share;
    worst = finding.places.size() - 1;
  }
  constexpr double kLearnsWell = 0.5;
  const bool isHarmless = lossLeft(run) < kLearnsWell;
  if (finding.places.empty() || (isHarmless && largest < kWarning)) return std::nullopt;
  finding.severity = largest >= kAlarm     ? Severity::Alarm
                     : largest >= kWarning ? Severity::Warning
                                           : Severity::Note;
  if (isHarmless) finding.severity = finding.severity == Severity::Alarm ? Severity::Warning : Severity::Note;
  const FindingPlace place = finding.places[worst];
  const Index units = looks[1].layers[place.layer].units;
  finding.evidence = {{.key = "dead_units",
                       .what = message("dead units of {}, of {} in all", layerOf(run, place.layer), units),
                       .value = static_cast<double>(place.units.size())},
                      {.key = "samples",
                       .what = message("training samples that were tried"),
                       .value = static_cast<double>(looks[1].samples)}};
  finding.sentence =
      message("{} of the {} units of {} are dead: they give 0 for each of {} training samples.",
              place.units.size(), units, layerOf(run, place.layer), looks[1].samples);
  finding.reason = message(
      "Where relu gives 0 its slope is 0 as well, so no gradient comes through, and the weights of such a "
      "unit "
      "do not change any more. Usually one step that was too long has pushed its bias so far down that no "
      "sample lifts it above 0 again.");
  // The newest look in which they were alive.
  std::int64_t alive = 0;
  for (const RunLook& look : run.looks)
    if (look.step < finding.since && look.layers[place.layer].dead.size() < place.units.size())
      alive = look.step;
  finding.remedies.push_back(timesRate(run, 0.1, alive));
  if (!hidden.empty()) finding.remedies.push_back(withActivation(run, hidden, Activation::LeakyRelu));
  return finding;
}

}  // namespace pellucid::engine
