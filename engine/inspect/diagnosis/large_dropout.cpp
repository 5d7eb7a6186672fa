// SPDX-License-Identifier: GPL-3.0-or-later
// A dropout rate of more than half. Raised by the design, cleared by another one.
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findLargeDropout(const RunStatistics& run, const Finding*) {
  constexpr double kMost = 0.5;
  constexpr double kAlarm = 0.8;
  Finding finding{.rule = DiagnosisRule::LargeDropout};
  Remedy remedy{.what = message("Drop half of the inputs instead."), .experiment = run.experiment};
  std::size_t worst = 0;  // the layer with the highest rate
  double largest = 0;
  for (std::size_t i = 0; i < run.experiment.network.layers.size(); ++i) {
    const LayerSpec& layer = run.experiment.network.layers[i];
    if (layer.kind != LayerKind::Dropout || layer.rate <= kMost) continue;
    finding.places.push_back({.layer = i});
    remedy.experiment->network.layers[i].rate = kMost;
    if (layer.rate <= largest) continue;
    largest = layer.rate;
    worst = i;
  }
  if (finding.places.empty()) return std::nullopt;
  finding.severity = largest > kAlarm ? Severity::Alarm : Severity::Warning;
  finding.evidence = {{.key = "rate", .what = message("share that is dropped"), .value = largest}};
  finding.sentence =
      message("{} drops {:.0f} % of its inputs in every step.", layerOf(run, worst), 100 * largest);
  finding.reason = message(
      "Dropout sets some numbers to 0 while training, so that no unit can rely on one other. Where more than "
      "half of them are missing, what is left in a step says little about the sample, and the network learns "
      "slowly or not at all.");
  finding.remedies = {std::move(remedy)};
  return finding;
}

}  // namespace pellucid::engine
