// SPDX-License-Identifier: GPL-3.0-or-later
// Two layers of weights with nothing nonlinear between them. Raised by the design, cleared by another one.
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

bool bends(const LayerSpec& layer) {
  return (hasActivation(layer.kind) && layer.activation != Activation::Linear) ||
         layer.kind == LayerKind::MaxPool;
}

}  // namespace

MaybeFinding findNoBend(const RunStatistics& run, const Finding*) {
  const auto& layers = run.experiment.network.layers;
  Finding finding{.rule = DiagnosisRule::NoBend, .severity = Severity::Warning};
  std::vector<std::size_t> toBend;
  bool isOpen = false;   // nothing nonlinear after the newest layer of weights so far
  std::size_t open = 0;  // that layer
  std::size_t last = 0;  // the newest layer since then that could have been nonlinear
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (drawsWeights(layers[i].kind)) {
      if (isOpen) {
        finding.places.push_back({.layer = open});
        toBend.push_back(last);
      }
      isOpen = true;
      open = i;
    }
    if (hasActivation(layers[i].kind)) last = i;
    if (bends(layers[i])) isOpen = false;
  }
  if (finding.places.empty()) return std::nullopt;
  finding.evidence = {{.key = "layers_without_bend",
                       .what = message("layers without a bend"),
                       .value = static_cast<double>(finding.places.size())}};
  finding.sentence = message("Nothing bends between {} and the layer of weights above it.",
                             layerOf(run, finding.places[0].layer));
  finding.reason = message(
      "Without a bend two layers of weights add up to one: a weighted sum of weighted sums is a weighted "
      "sum. "
      "They take time and parameters, but can't answer anything that one layer could not.");
  finding.remedies = {withActivation(run, toBend, Activation::Relu),
                      withActivation(run, toBend, Activation::Tanh)};
  return finding;
}

}  // namespace pellucid::engine
