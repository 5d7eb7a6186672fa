// SPDX-License-Identifier: GPL-3.0-or-later
// Hidden units that are equal up to rounding, in all incoming and outgoing weights. Raised by the newest
// look, cleared by the first one in which they differ.
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findEqualUnits(const RunStatistics& run, const Finding*) {
  if (run.looks.empty()) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::EqualUnits, .severity = Severity::Warning};
  const RunLook& newest = run.looks.back();
  for (std::size_t i = 0; i < newest.layers.size(); ++i) {
    const LayerStatistics& layer = newest.layers[i];
    if (layer.equal.empty()) continue;
    finding.places.push_back({.layer = i, .units = layer.equal});
    if (std::ssize(layer.equal) == layer.units) finding.severity = Severity::Alarm;
  }
  if (finding.places.empty()) return std::nullopt;
  finding.since = newest.step;
  for (auto look = run.looks.rbegin(); look != run.looks.rend(); ++look) {
    if (look->layers[finding.places[0].layer].equal.empty()) break;
    finding.since = look->step;
  }
  const FindingPlace& place = finding.places[0];
  const Index units = newest.layers[place.layer].units;
  finding.evidence = {{.key = "equal_units",
                       .what = message("equal units of {}, of {} in all", layerOf(run, place.layer), units),
                       .value = static_cast<double>(place.units.size())}};
  finding.sentence =
      message("{} of the {} units of {} are equal: the same weights lead to them and away from them.",
              place.units.size(), units, layerOf(run, place.layer));
  finding.reason = message(
      "Equal units answer the same, so they get the same gradient and take the same step, and stay equal for "
      "ever: many units do the work of one. Random initial weights are there to make them different.");
  finding.remedies = {drawnBy(run, Initializer::Glorot), drawnBy(run, Initializer::He)};
  return finding;
}

}  // namespace pellucid::engine
