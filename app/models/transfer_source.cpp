// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/transfer_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/data_locations.h"
#include "app/models/input_fits.h"
#include "app/models/loaded_model.h"
#include "app/models/named_data.h"
#include "engine/base/typed_word.h"
#include "engine/model/layers_text.h"
#include "engine/transfer/presets.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

/// The training data named in the file, unless the user says otherwise.
std::optional<std::string> trainedWith(const engine::TrainedModel& model,
                                       const std::optional<std::string>& sourceData) {
  if (sourceData) return dataName(*sourceData);
  const auto told = model.facts.find("data");
  if (told == model.facts.end() || !isDataKnown(told->second)) return std::nullopt;
  return told->second;
}

engine::Result<TransferSource> openSource(const std::string& name, const fs::path& path,
                                          const std::optional<std::string>& sourceData,
                                          engine::Streams streams,
                                          const std::optional<std::string>& modelInput = {}) {
  auto loaded = loadModel(path, streams, {.input = modelInput});
  if (!loaded) return loaded.error();
  TransferSource source;
  if (const auto data = trainedWith(loaded->model, sourceData)) {
    const auto dataset = loadData(*data, streams);
    if (dataset)
      source.data = *dataset;
    else if (sourceData)
      return dataset.error();
  }
  if (source.data) {
    auto scaled = scaledFor(loaded->model.scaling.inputs, std::move(source.data));
    if (!scaled) return scaled.error();
    source.data = *std::move(scaled);
  }
  source.model = std::move(loaded->model);
  source.model.name = name;
  return source;
}

engine::Result<TransferSource> trainOn(const std::string& data, const SourceTraining& how) {
  const auto dataset = loadData(dataName(data), how.streams);
  if (!dataset) return dataset.error();
  if (how.layers)
    if (const auto fits = checkInput(*how.layers, **dataset); !fits) return fits.error();
  engine::Experiment experiment = engine::seedExperiment();
  experiment.data.name = (*dataset)->name;
  experiment.training = how.training;
  auto& layers = experiment.network.layers;
  layers = how.layers ? how.layers->layers : engine::parseLayers(engine::kSourceLayers)->layers;
  layers.back().units = (*dataset)->outputs();
  auto model = engine::trainSource(experiment, *dataset, how.steps, how.progress, how.listener);
  if (!model) return model.error();
  return TransferSource{.model = *std::move(model), .data = *dataset};
}

std::vector<std::string> withDatasets(std::vector<std::string> names) {
  const auto data = engine::datasetNames();
  names.insert(names.end(), data.begin(), data.end());
  return names;
}

}  // namespace

engine::Result<engine::DatasetPtr> scaledFor(const engine::Standard& inputs, engine::DatasetPtr data) {
  if (inputs.isEmpty() || !data->scaling.isEmpty()) return data;
  if (!inputs.fits(data->inputs()))
    return engine::Error{engine::message(
        "The source scales its inputs by {} numbers, which does not fit the {} values of a sample of {}.",
        inputs.mean.size(), data->inputs(), data->name)};
  auto scaled = std::make_shared<engine::Dataset>(*data);
  data.reset();
  applyScaling({.inputs = inputs, .targets = {}}, *scaled);
  return engine::DatasetPtr(std::move(scaled));
}

bool isModelSource(const std::string& source) {
  return engine::findBundledModel(source) || engine::isModelFile(source);
}

engine::Result<TransferSource> findSource(const std::string& source,
                                          const std::optional<std::string>& sourceData,
                                          const SourceTraining& training,
                                          const std::optional<std::string>& modelInput) {
  if (const auto bundled = engine::findBundledModel(source))
    return openSource(bundled->name, modelsFolder() / bundled->file, sourceData.value_or(bundled->data),
                      training.streams);
  if (engine::isModelFile(source))
    return openSource(source, source, sourceData, training.streams, modelInput);
  if (isDataKnown(dataName(source))) return trainOn(source, training);
  std::vector<std::string> names;
  for (const auto& model : engine::bundledModels()) names.push_back(model.name);
  return engine::Error{engine::followed(
      engine::followed(engine::message("The source \"{}\" is neither a model nor a data set.", source),
                       engine::didYouMean(source, withDatasets(names))),
      engine::message("Give a file, one of the models {}, or one of the data sets {}.",
                      fmt::join(names, ", "), fmt::join(engine::datasetNames(), ", ")))};
}

}  // namespace pellucid::app
