// SPDX-License-Identifier: GPL-3.0-or-later
// Padlocks that may have been forgotten. Raised at once where no layer can learn, or where a frozen layer has
// its initial weights (in the newest look); cleared when a padlock is opened. Only a note while the rest of
// the network learns well without that layer.
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

Remedy thawed(const RunStatistics& run, const std::vector<FindingPlace>& places) {
  Remedy remedy{.what = counted(std::ssize(places), "Open {} padlock.", "Open {} padlocks.", places.size()),
                .experiment = run.experiment};
  for (const FindingPlace& place : places) {
    LayerSpec& layer = remedy.experiment->network.layers[place.layer];
    layer.frozen = false;
    if (layer.rateFactor == 0) layer.rateFactor = 1;
  }
  return remedy;
}

}  // namespace

MaybeFinding findFrozenLayers(const RunStatistics& run, const Finding*) {
  constexpr double kLearnsWell = 0.5;
  const auto& layers = run.experiment.network.layers;
  Finding finding{.rule = DiagnosisRule::FrozenLayers};
  const bool isAll = learningLayers(run).empty();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const bool isStill = layers[i].frozen || layers[i].rateFactor == 0;
    const bool isRandom = !run.looks.empty() && run.looks.back().layers[i].isAsDrawn;
    if (drawsWeights(layers[i].kind) && isStill && (isAll || isRandom))
      finding.places.push_back({.layer = i});
  }
  if (finding.places.empty()) return std::nullopt;
  finding.evidence = {{.key = "frozen_layers",
                       .what = message("frozen layers"),
                       .value = static_cast<double>(finding.places.size())}};
  finding.remedies = {thawed(run, finding.places)};
  if (isAll) {
    finding.severity = Severity::Alarm;
    finding.sentence = message("All layers are frozen, so nothing can learn.");
    finding.reason = message(
        "A padlock keeps the parameters of its layer as they are. Where every layer has one, a step changes "
        "nothing, and the loss stays where it is.");
    return finding;
  }
  finding.severity = lossLeft(run) < kLearnsWell ? Severity::Note : Severity::Warning;
  finding.sentence = message("{} is frozen with the random weights that it began with.",
                             layerOf(run, finding.places[0].layer));
  finding.reason = message(
      "Freezing keeps what a layer has learned, and this one has learned nothing yet. All layers above it "
      "have "
      "to make do with what its random weights happen to give.");
  return finding;
}

}  // namespace pellucid::engine
