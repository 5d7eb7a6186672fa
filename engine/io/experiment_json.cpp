// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/experiment_json.h"

#include <fmt/format.h>

#include "engine/base/numbers.h"
#include "engine/base/range.h"
#include "engine/data/catalogue.h"
#include "engine/io/json_fields.h"
#include "engine/io/own_samples_json.h"

namespace pellucid::engine {
namespace {

bool isWindow(LayerKind kind) {
  return kind == LayerKind::Conv2d || kind == LayerKind::MaxPool || kind == LayerKind::AveragePool;
}

/// Only the fields used by the kind. A layer without a kind is dense, as all were once.
Json toJson(const LayerSpec& layer) {
  Json json = Json::object();
  if (layer.kind != LayerKind::Dense) json["kind"] = nameOf(layer.kind);
  if (drawsWeights(layer.kind)) {
    json["units"] = layer.units;
    if (!layer.bias) json["bias"] = false;
  }
  if (hasActivation(layer.kind)) json["activation"] = nameOf(layer.activation);
  if (hasParameters(layer.kind) || layer.frozen) json["frozen"] = layer.frozen;
  if (isWindow(layer.kind)) {
    json["kernel"] = layer.kernel;
    json["stride"] = layer.stride;
  }
  if (layer.kind == LayerKind::Conv2d) {
    json["padding"] = layer.padding.pixels;
    if (layer.padding.isSame) json["same"] = true;
  }
  if (layer.kind == LayerKind::Dropout) json["rate"] = layer.rate;
  // Newer fields are left out where they have their defaults, so that such files stay unchanged.
  if (layer.initializer) json["initializer"] = nameOf(*layer.initializer);
  const LayerSpec usual;
  if (layer.rateFactor != usual.rateFactor) json["rate_factor"] = layer.rateFactor;
  if (layer.momentum != usual.momentum) json["momentum"] = layer.momentum;
  if (layer.epsilon != usual.epsilon) json["epsilon"] = layer.epsilon;
  return json;
}

}  // namespace

Json toJson(const NetworkSpec& network) {
  Json layers = Json::array();
  for (const LayerSpec& layer : network.layers) layers.push_back(toJson(layer));
  return {{"initializer", nameOf(network.initializer)}, {"layers", std::move(layers)}};
}

namespace {

/// The fields that differ from `usual`.
template <class Part>
Json numbersToJson(const Part& part, const Part& usual) {
  Json json = Json::object();
  for (const auto& field : kNumberFields<Part>)
    if (part.*field.member != usual.*field.member) json[field.name] = part.*field.member;
  for (const auto& field : kCountFields<Part>)
    if (part.*field.member != usual.*field.member) json[field.name] = part.*field.member;
  return json;
}

/// The inverse, from the members present in `json`.
template <class Part>
void numbersFromJson(JsonFields& fields, Part& part) {
  for (const auto& field : kNumberFields<Part>)
    if (fields.has(field.name)) part.*field.member = fields.number(field.name, field.range);
  for (const auto& field : kCountFields<Part>)
    if (fields.has(field.name)) part.*field.member = fields.integer(field.name, field.least, field.most);
}

Json toJson(const Schedule& schedule) {
  Json json = numbersToJson(schedule, defaultSchedule(schedule.kind));
  if (schedule.kind != ScheduleKind::Constant) json["kind"] = nameOf(schedule.kind);
  return json;
}

Result<LayerSpec> layerFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  LayerSpec layer{.activation = Activation::Linear};
  if (fields.has("kind")) layer.kind = fields.name<LayerKind>("kind");
  if (drawsWeights(layer.kind)) {
    layer.units = fields.integer("units", 1, kMaxUnits);
    if (fields.has("bias")) layer.bias = fields.boolean("bias");
  }
  if (hasActivation(layer.kind)) layer.activation = fields.name<Activation>("activation");
  if (hasParameters(layer.kind) || fields.has("frozen")) layer.frozen = fields.boolean("frozen");
  if (isWindow(layer.kind)) {
    layer.kernel = fields.integer("kernel", 1, kMaxKernel);
    layer.stride = fields.integer("stride", 1, kMaxKernel);
  }
  if (layer.kind == LayerKind::Conv2d) {
    layer.padding.pixels = fields.integer("padding", 0, kMaxKernel - 1);
    if (fields.has("same")) layer.padding.isSame = fields.boolean("same");
  }
  if (layer.kind == LayerKind::Dropout) layer.rate = fields.number("rate", kShareBelowOne);
  if (drawsWeights(layer.kind) && fields.has("initializer"))
    layer.initializer = fields.name<Initializer>("initializer");
  if (hasParameters(layer.kind) && fields.has("rate_factor"))
    layer.rateFactor = fields.number("rate_factor", kRateFactorRange);
  if (layer.kind == LayerKind::BatchNorm) {
    if (fields.has("momentum")) layer.momentum = fields.number("momentum", kNormMomentumRange);
    if (fields.has("epsilon")) layer.epsilon = fields.number("epsilon", kNormEpsilonRange);
  }
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return layer;
}

}  // namespace

Result<NetworkSpec> networkFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  NetworkSpec network{.layers = {}, .initializer = fields.name<Initializer>("initializer")};
  const Json& layers = fields.array("layers");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (layers.empty() || layers.size() > kMaxLayers)
    return Error{
        message("{}.layers has {} entries; a network has from 1 to {}", where, layers.size(), kMaxLayers)};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto layer = layerFromJson(layers[i], fmt::format("{}.layers[{}]", where, i));
    if (!layer) return layer.error();
    network.layers.push_back(*layer);
  }
  return network;
}

Json toJson(const TrainingSpec& training) {
  Json json = {{"loss", nameOf(training.loss)},
               {"optimizer", nameOf(training.optimizer)},
               {"learning_rate", training.learningRate},
               {"batch_size", training.batchSize},
               {"shuffle", training.shuffle}};
  if (training.labelSmoothing != 0) json["label_smoothing"] = training.labelSmoothing;
  const std::pair<const char*, Json> parts[] = {
      {"settings", numbersToJson(training.settings, defaultSettings(training.optimizer))},
      {"clipping", numbersToJson(training.clipping, Clipping())},
      {"schedule", toJson(training.schedule)},
      {"stopping", numbersToJson(training.stopping, Stopping())},
      {"augmentation", numbersToJson(training.augmentation, Augmentation())}};
  for (const auto& [name, part] : parts)
    if (!part.empty()) json[name] = part;
  return json;
}

Result<TrainingSpec> trainingFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  TrainingSpec training{.loss = fields.name<Loss>("loss"),
                        .optimizer = fields.name<Optimizer>("optimizer"),
                        .learningRate = fields.positive("learning_rate", kMaxLearningRate),
                        .batchSize = fields.integer("batch_size", 1, kMaxBatchSize),
                        .shuffle = fields.boolean("shuffle")};
  if (fields.has("label_smoothing"))
    training.labelSmoothing = fields.number("label_smoothing", kShareBelowOne);
  training.settings = defaultSettings(training.optimizer);
  const auto readPart = [&](const char* name, const auto& read) -> Result<void> {
    if (!fields.has(name)) return {};
    JsonFields part(fields.object(name), fmt::format("{}.{}", where, name));
    read(part);
    return part.finishWithoutOthers();
  };
  const Result<void> parts[] = {
      readPart("settings", [&](JsonFields& part) { numbersFromJson(part, training.settings); }),
      readPart("clipping", [&](JsonFields& part) { numbersFromJson(part, training.clipping); }),
      readPart("schedule",
               [&](JsonFields& part) {
                 if (part.has("kind")) training.schedule = defaultSchedule(part.name<ScheduleKind>("kind"));
                 numbersFromJson(part, training.schedule);
               }),
      readPart("stopping", [&](JsonFields& part) { numbersFromJson(part, training.stopping); }),
      readPart("augmentation", [&](JsonFields& part) { numbersFromJson(part, training.augmentation); })};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  for (const Result<void>& part : parts)
    if (!part) return part.error();
  return training;
}

namespace {

Result<DataSpec> dataFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  DataSpec data{.name = fields.bytes("name")};
  const Json* samples = fields.has("samples") ? &fields.object("samples") : nullptr;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (samples == nullptr) return data;
  auto own = ownSamplesFromJson(*samples, where + ".samples");
  if (!own) return own.error();
  if (dataNameParts(data.name).base != ownName((*own)->kind))
    return Error{message("{} is called \"{:.60}\", but has samples that are {}", where, data.name,
                         nameOf((*own)->kind))};
  data.own = *std::move(own);
  return data;
}

}  // namespace

Json toJson(const Experiment& experiment) {
  Json data = Json::object();
  setBytes(data, "name", experiment.data.name);
  if (experiment.data.own) data["samples"] = toJson(*experiment.data.own);
  return {{"data", std::move(data)},
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
