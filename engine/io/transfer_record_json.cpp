// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_record_json.h"

#include <fmt/format.h>

#include <limits>

#include "engine/io/experiment_json.h"
#include "engine/io/json_fields.h"
#include "engine/io/own_samples_json.h"
#include "engine/io/sample_limits.h"
#include "engine/io/standard_json.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kMaxTransferSteps = 1'000'000'000;
constexpr std::int64_t kMaxSeeds = 1'000'000;
constexpr std::int64_t kMaxTestSamples = 1'000'000;
constexpr double kMaxFactor = 1000;
constexpr std::size_t kMaxArms = 1000;

Error atEntry(const std::string& where, std::size_t i, const Message& rule) {
  return Error{message("{}[{}] {}", where, i, rule)};
}

Json toJson(const TrainedModel& model) {
  Json json = {{"network", toJson(model.network)},
               {"shape", {model.shape.channels, model.shape.height, model.shape.width}},
               {"class_names", model.classNames}};
  if (!model.scaling.inputs.isEmpty()) json["input_scaling"] = toJson(model.scaling.inputs);
  return json;
}

Result<TrainedModel> modelFromJson(const Json& json, const std::string& name) {
  const std::string where = "transfer.model";
  JsonFields fields(json, where);
  const Json& networkJson = fields.object("network");
  const Json& shape = fields.array("shape");
  const Json& names = fields.array("class_names");
  const Json* scaling = fields.has("input_scaling") ? &fields.object("input_scaling") : nullptr;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  auto network = networkFromJson(networkJson, where + ".network");
  if (!network) return network.error();
  TrainedModel model{
      .name = name, .network = *std::move(network), .shape = {}, .weights = {}, .classNames = {}};
  std::int64_t values = 1;
  for (const Json& side : shape) {
    const std::int64_t size = side.is_number_integer() ? side.get<std::int64_t>() : 0;
    if (size < 1 || size > kMaxSampleSide || shape.size() != 3)
      return Error{message("{}.shape must be three whole numbers from 1 to {}", where, kMaxSampleSide)};
    values *= size;
    if (values > kMaxSampleValues)
      return Error{message("{}.shape has more than {} values", where, kMaxSampleValues)};
  }
  if (shape.size() != 3) return Error{message("{}.shape must be three whole numbers", where)};
  model.shape = {
      .channels = shape[0].get<Index>(), .height = shape[1].get<Index>(), .width = shape[2].get<Index>()};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].is_string()) return atEntry(where + ".class_names", i, message("is not a text"));
    model.classNames.push_back(names[i].get<std::string>());
  }
  if (scaling != nullptr) {
    auto standard = standardFromJson(*scaling, where + ".input_scaling", model.shape.size());
    if (!standard) return standard.error();
    model.scaling.inputs = *std::move(standard);
  }
  const auto valid = Network::create(model.network, model.shape);
  if (!valid) return Error{message("{}: {}", where, valid.error().message)};
  const auto outputs = static_cast<std::size_t>(std::max<Index>((*valid)->outputs(), 2));  // one means two
  if (!model.classNames.empty() && model.classNames.size() != outputs)
    return Error{message("{}.class_names has {} entries, but the network has {} classes", where,
                         model.classNames.size(), outputs)};
  return model;
}

Json toJson(const Arm& arm) {
  Json plan = Json::array();
  for (const LayerPlan layer : arm.plan) plan.push_back(nameOf(layer));
  Json json = {{"name", arm.name}, {"plan", std::move(plan)}, {"rate_factor", arm.rateFactor}};
  if (arm.thawEvery > 0) json["thaw_every"] = arm.thawEvery;
  return json;
}

Result<Arm> armFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  Arm arm{.name = fields.text("name"), .plan = {}, .rateFactor = fields.positive("rate_factor", kMaxFactor)};
  if (fields.has("thaw_every")) arm.thawEvery = fields.integer("thaw_every", 1, kMaxTransferSteps);
  const Json& plan = fields.array("plan");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto layer = plan[i].is_string() ? fromName<LayerPlan>(plan[i].get<std::string>()) : std::nullopt;
    if (!layer) return Error{message("{}.plan[{}] must be one of: {}", where, i, allNames<LayerPlan>())};
    arm.plan.push_back(*layer);
  }
  return arm;
}

Json toJson(const LayerFit& fit) {
  return {{"name", fit.name}, {"source", fit.source}, {"target", fit.target}, {"fits", fit.fits}};
}

Result<LayerFit> fitFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  LayerFit fit{.name = fields.text("name"),
               .source = fields.text("source"),
               .target = fields.text("target"),
               .fits = fields.boolean("fits")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return fit;
}

template <class Value>
Json listOf(const std::vector<Value>& values) {
  Json json = Json::array();
  for (const Value& value : values) json.push_back(toJson(value));
  return json;
}

template <class Value>
Result<std::vector<Value>> listFrom(const Json& json, const std::string& where,
                                    Result<Value> (*read)(const Json&, const std::string&)) {
  if (json.size() > kMaxArms)
    return Error{message("{} has {} entries; at most {} are possible", where, json.size(), kMaxArms)};
  std::vector<Value> values;
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto value = read(json[i], fmt::format("{}[{}]", where, i));
    if (!value) return value.error();
    values.push_back(*std::move(value));
  }
  return values;
}

}  // namespace

Json toJson(const TransferRecord& record) {
  const TransferDesign& design = record.design;
  Json json = {{"source_steps", design.sourceSteps},
               {"arms", design.arms},
               {"samples", fmt::format("{}", fmt::join(design.samples, ","))},
               {"seeds", design.seeds},
               {"steps", design.steps},
               {"fine_tune_factor", design.fineTuneFactor},
               {"new_head", design.isHeadNew},
               {"plans", listOf(record.arms)},
               {"layers", listOf(record.fits)},
               {"has_new_head", record.hasNewHead}};
  setBytes(json, "source", design.source);
  setBytes(json, "source_data", design.modelData);
  setBytes(json, "data", design.data);
  if (design.own != nullptr) json["own_samples"] = toJson(*design.own);
  // Omitted if they are the defaults, as in projects from before there was a choice.
  if (design.training != TrainingSpec()) json["training"] = toJson(design.training);
  if (design.testSamples != TransferDesign().testSamples) json["test_samples"] = design.testSamples;
  if (design.model != nullptr) json["model"] = toJson(*design.model);
  return json;
}

Result<TransferRecord> transferRecordFromJson(const Json& json) {
  JsonFields fields(json, "transfer");
  TransferRecord record;
  TransferDesign& design = record.design;
  design.source = fields.bytes("source");
  design.sourceSteps = fields.integer("source_steps", 0, kMaxTransferSteps);
  design.modelData = fields.bytes("source_data");
  design.data = fields.bytes("data");
  design.arms = fields.text("arms");
  const std::string samples = fields.text("samples");
  design.seeds = static_cast<std::uint64_t>(fields.integer("seeds", 1, kMaxSeeds));
  design.steps = fields.integer("steps", 1, kMaxTransferSteps);
  design.fineTuneFactor = fields.positive("fine_tune_factor", kMaxFactor);
  design.isHeadNew = fields.boolean("new_head");
  const Json& plans = fields.array("plans");
  const Json& layers = fields.array("layers");
  record.hasNewHead = fields.boolean("has_new_head");
  const Json* training = fields.has("training") ? &fields.object("training") : nullptr;
  const Json* own = fields.has("own_samples") ? &fields.object("own_samples") : nullptr;
  if (fields.has("test_samples")) design.testSamples = fields.integer("test_samples", 1, kMaxTestSamples);
  const Json* model = fields.has("model") ? &fields.object("model") : nullptr;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (training != nullptr) {
    auto read = trainingFromJson(*training, "transfer.training");
    if (!read) return read.error();
    design.training = *std::move(read);
  }
  if (own != nullptr) {
    auto read = ownSamplesFromJson(*own, "transfer.own_samples");
    if (!read) return read.error();
    design.own = *std::move(read);
  }
  const auto counts = parseSampleCounts(samples);
  if (!counts)
    return Error{message("transfer.samples is \"{:.60}\"; it must be different whole numbers from 1 to {}",
                         samples, kMaxSamplesPerClass)};
  design.samples = *counts;
  auto arms = listFrom<Arm>(plans, "transfer.plans", armFromJson);
  if (!arms) return arms.error();
  record.arms = *std::move(arms);
  auto fits = listFrom<LayerFit>(layers, "transfer.layers", fitFromJson);
  if (!fits) return fits.error();
  record.fits = *std::move(fits);
  if (model == nullptr) return record;
  auto source = modelFromJson(*model, design.source);
  if (!source) return source.error();
  design.model = std::make_shared<const TrainedModel>(*std::move(source));
  return record;
}

}  // namespace pellucid::engine
