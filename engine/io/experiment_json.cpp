// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/experiment_json.h"

#include <fmt/format.h>

#include "engine/io/json_fields.h"
#include "engine/io/numbers.h"

namespace pellucid::engine {
namespace {

Json toJson(const LayerSpec& layer) {
  return {{"units", layer.units}, {"activation", nameOf(layer.activation)}, {"frozen", layer.frozen}};
}

Json toJson(const NetworkSpec& network) {
  Json layers = Json::array();
  for (const LayerSpec& layer : network.layers) layers.push_back(toJson(layer));
  return {{"initializer", nameOf(network.initializer)}, {"layers", std::move(layers)}};
}

Json toJson(const TrainingSpec& training) {
  return {{"loss", nameOf(training.loss)},
          {"optimizer", nameOf(training.optimizer)},
          {"learning_rate", training.learningRate},
          {"batch_size", training.batchSize},
          {"shuffle", training.shuffle}};
}

Result<LayerSpec> layerFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const LayerSpec layer{.units = fields.integer("units", 1, kMaxUnits),
                        .activation = fields.name<Activation>("activation"),
                        .frozen = fields.boolean("frozen")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return layer;
}

Result<NetworkSpec> networkFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  NetworkSpec network{.layers = {}, .initializer = fields.name<Initializer>("initializer")};
  const Json& layers = fields.array("layers");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (layers.empty() || layers.size() > kMaxLayers)
    return Error{fmt::format("{}.layers has {} entries; a network has from 1 to {}", where, layers.size(),
                             kMaxLayers)};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto layer = layerFromJson(layers[i], fmt::format("{}.layers[{}]", where, i));
    if (!layer) return layer.error();
    network.layers.push_back(*layer);
  }
  return network;
}

Result<TrainingSpec> trainingFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const TrainingSpec training{.loss = fields.name<Loss>("loss"),
                              .optimizer = fields.name<Optimizer>("optimizer"),
                              .learningRate = fields.positive("learning_rate", kMaxLearningRate),
                              .batchSize = fields.integer("batch_size", 1, kMaxBatchSize),
                              .shuffle = fields.boolean("shuffle")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return training;
}

Result<DataSpec> dataFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  DataSpec data{.name = fields.text("name")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return data;
}

}  // namespace

Json toJson(const Experiment& experiment) {
  return {{"data", {{"name", experiment.data.name}}},
          {"network", toJson(experiment.network)},
          {"training", toJson(experiment.training)},
          {"seed", toHex(experiment.seed)}};
}

Result<Experiment> experimentFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const Json& dataJson = fields.object("data");
  const Json& networkJson = fields.object("network");
  const Json& trainingJson = fields.object("training");
  const auto seed = fields.hex<std::uint64_t>("seed");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();

  auto data = dataFromJson(dataJson, where + ".data");
  if (!data) return data.error();
  auto network = networkFromJson(networkJson, where + ".network");
  if (!network) return network.error();
  auto training = trainingFromJson(trainingJson, where + ".training");
  if (!training) return training.error();
  return Experiment{.data = *std::move(data),
                    .network = *std::move(network),
                    .training = *std::move(training),
                    .seed = seed};
}

}  // namespace pellucid::engine
