// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/task.h"

#include <fmt/format.h>

#include "engine/train/batch_input.h"
#include "engine/transfer/few_samples.h"

namespace pellucid::engine {
namespace {

Result<void> checkSourceData(const TrainedModel& source, const Network& network, const Dataset& data) {
  const bool isInput =
      source.shape == data.shape || (!source.shape.isImage() && source.shape.size() == data.inputs());
  if (isInput && data.hasClasses() && network.outputs() == data.classes()) return {};
  return Error{
      message("{} takes {} and gives {} numbers, but a sample of {} is {} and has one of {} classes. Give "
              "the data that it was trained on.",
              source.name, shapeText(source.shape), network.outputs(), data.name, shapeText(data.shape),
              data.classes())};
}

}  // namespace

Result<TransferTask> makeTask(TrainedModel source, const DatasetPtr& sourceData, DatasetPtr target,
                              const TaskSettings& settings) {
  if (!target->hasClasses())
    return Error{message("The answers of {} are numbers ({}); accuracies need classes. Choose other data.",
                         target->name, fmt::join(target->targetNames, ", "))};
  TransferTask task;
  const auto network = Network::create(source.network, source.shape);
  if (!network) return network.error();
  if (sourceData != nullptr) {
    if (const auto fits = checkSourceData(source, **network, *sourceData); !fits) return fits.error();
    task.sourceData = sourceData->name;
    task.sourceTest = someOf(sourceData->test, settings.testSamples);
    task.isSourceSparse = prefersSparse(**network, *sourceData);
  }
  task.network = settings.network.value_or(targetNetwork(source, *target));
  for (LayerSpec& layer : task.network.layers) {
    layer.frozen = false;
    layer.rateFactor = 1;
  }
  task.training = settings.training;
  task.testSamples = settings.testSamples;
  const Experiment experiment{
      .data = {.name = target->name}, .network = task.network, .training = task.training, .seed = 1};
  if (const auto valid = validate(experiment, *target); !valid) return valid.error();
  task.fits = compareLayers(source.network, source.shape, task.network, target->shape);
  task.hasNewHead = settings.isHeadNew || !sharesHead(source, *target) ||
                    task.fits.size() != task.network.layers.size() || !task.fits.back().fits;
  task.source = std::move(source);
  task.target = std::move(target);
  return task;
}

ArmContext armContext(const TransferTask& task, double fineTuneFactor, std::int64_t steps) {
  return {.network = task.network,
          .fits = task.fits,
          .hasNewHead = task.hasNewHead,
          .fineTuneFactor = fineTuneFactor,
          .steps = steps};
}

}  // namespace pellucid::engine
