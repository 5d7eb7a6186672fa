// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_tasks.h"

#include "app/models/named_data.h"
#include "app/models/transfer_source.h"

namespace pellucid::app {
namespace {

constexpr std::int64_t kTellEvery = 10;  // steps; more often than the window checks

/// On a worker's thread.
engine::Result<engine::TransferTask> makeTask(const ui::TransferChoice& choice,
                                              const engine::Progress& progress,
                                              const engine::SourceListener& tell) {
  const engine::TransferDesign& design = choice.design;
  SourceTraining training{.streams = engine::Streams::Refused};
  training.training.batchSize = 64;
  training.steps = design.sourceSteps;
  training.progress = progress;
  training.listener = [&](std::int64_t done) {
    if (done % kTellEvery == 0) tell({.done = done, .steps = design.sourceSteps});
  };
  const engine::Result<TransferSource> source =
      design.model != nullptr ? TransferSource{.model = *design.model, .data = choice.sourceData}
                              : findSource(design.source, std::nullopt, training);
  if (!source) return source.error();
  engine::DatasetPtr sourceData = source->data;
  if (sourceData == nullptr && !design.modelData.empty()) {
    const auto loaded =
        loadData(engine::DataSpec{.name = design.modelData, .own = design.own}, engine::Streams::Refused);
    if (!loaded) return loaded.error();
    sourceData = *loaded;
  }
  if (sourceData != nullptr) {
    auto scaled = scaledFor(source->model.scaling.inputs, std::move(sourceData));
    if (!scaled) return scaled.error();
    sourceData = *std::move(scaled);
  }
  auto target =
      loadData(engine::DataSpec{.name = dataName(design.data), .own = design.own}, engine::Streams::Refused);
  if (!target) return target.error();
  target = scaledFor(source->model.scaling.inputs, *std::move(target));
  if (!target) return target.error();
  return engine::makeTask(
      source->model, sourceData, *std::move(target),
      {.training = design.training, .isHeadNew = design.isHeadNew, .testSamples = design.testSamples});
}

}  // namespace

engine::TaskSource openTransferTask(const ui::TransferChoice& choice) {
  return [choice](const engine::Progress& progress, const engine::SourceListener& tell) {
    return makeTask(choice, progress, tell);
  };
}

}  // namespace pellucid::app
