// SPDX-License-Identifier: GPL-3.0-or-later
// A batch norm that learns from fewer than eight values per unit in a step. Raised by the design, cleared by
// another one.
#include <algorithm>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findTinyBatchNorm(const RunStatistics& run, const Finding*) {
  constexpr Index kLeast = 8;
  constexpr Index kAlarm = 4;
  constexpr Index kUsual = 32;
  const Index batch = std::min(run.experiment.training.batchSize, run.data->samples);
  Finding finding{.rule = DiagnosisRule::TinyBatchNorm};
  std::size_t worst = 0;  // the layer with the fewest values
  Index fewest = kLeast;
  for (std::size_t i = 0; i < run.network->layerCount(); ++i) {
    const Layer& layer = run.network->layer(i);
    if (layer.kind() != LayerKind::BatchNorm || run.experiment.network.layers[i].frozen) continue;
    const Index numbers = batch * layer.inputShape().pixels();
    if (numbers >= kLeast) continue;
    finding.places.push_back({.layer = i});
    if (numbers >= fewest) continue;
    fewest = numbers;
    worst = i;
  }
  if (finding.places.empty()) return std::nullopt;
  finding.severity = fewest < kAlarm ? Severity::Alarm : Severity::Warning;
  finding.evidence = {
      {.key = "numbers", .what = message("numbers to take a mean of"), .value = double(fewest)}};
  finding.sentence =
      message("{} takes the mean and spread of only {} numbers in each step.", layerOf(run, worst), fewest);
  finding.reason = message(
      "Batch norm measures how the numbers of each unit lie in a batch, and shifts and stretches them by "
      "that. "
      "From a few samples this is mostly chance: the same sample becomes other numbers in every step, and "
      "those "
      "that the network is used with fit none of them.");
  Remedy remedy{.what = message("Take batches of {} samples.", kUsual), .experiment = run.experiment};
  remedy.experiment->training.batchSize = kUsual;
  if (run.data->samples >= kUsual) finding.remedies = {std::move(remedy)};
  return finding;
}

}  // namespace pellucid::engine
