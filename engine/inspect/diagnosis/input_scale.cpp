// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs with large values (root mean square above 10), with values far from 0 and close together (the mean
// beyond 5 deviations), or that are all tiny (below 0.01). Raised and cleared by the data; not where the
// network scales them itself.
#include <algorithm>
#include <cmath>

#include "engine/data/table_description.h"
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

namespace {

/// Whether a batch norm comes first, as in models with their own scaling.
bool isScaledByNetwork(const RunStatistics& run) {
  const auto& layers = run.experiment.network.layers;
  const auto first =
      std::ranges::find_if(layers, [](const LayerSpec& layer) { return layer.kind != LayerKind::Flatten; });
  return first != layers.end() && first->kind == LayerKind::BatchNorm;
}

}  // namespace

MaybeFinding findInputScale(const RunStatistics& run, const Finding*) {
  constexpr double kLarge = 10;
  constexpr double kHuge = 100;
  constexpr double kTiny = 0.01;
  constexpr Index kLeastSamples = 10;
  if (run.data->samples < kLeastSamples || isScaledByNetwork(run)) return std::nullopt;
  std::vector<std::string> names;
  double largest = 0;
  double offset = 0;
  for (const NumberStatistics& input : run.data->inputs) {
    largest = std::max(largest, input.size());
    if (input.isFarOff()) offset = std::max(offset, std::abs(input.mean) / input.deviation);
    if (input.size() > kLarge || input.isFarOff()) names.push_back(input.name);
  }
  const bool areTiny = largest > 0 && largest < kTiny;
  if (names.empty() && !areTiny) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::InputScale,
                  .severity = largest > kHuge ? Severity::Alarm : Severity::Warning};
  finding.evidence = {{.key = "input_size", .what = message("size of the largest input"), .value = largest}};
  if (offset > 0)
    finding.evidence.push_back(
        {.key = "input_offset", .what = message("mean of an input in deviations from 0"), .value = offset});
  if (areTiny)
    finding.sentence = message("The inputs are tiny: none is larger than about {:.2g}.", largest);
  else if (run.data->isImages)
    finding.sentence = message("The pixels are large numbers, about {:.3g}.", largest);
  else
    finding.sentence =
        message("The inputs {} lie far from 0; the largest are about {:.3g}.", someNames(names), largest);
  finding.reason = message(
      "A unit adds up its inputs times their weights, and initial weights are drawn for inputs near 0 that "
      "vary "
      "by about 1. Large inputs push units to the ends where they are flat, or make the steps of some "
      "weights "
      "a hundred times as long as those of others; tiny ones make all steps tiny.");
  if (auto remedy = standardised(run)) finding.remedies.push_back(*std::move(remedy));
  return finding;
}

}  // namespace pellucid::engine
