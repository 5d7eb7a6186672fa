// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/project_manifest.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/numbers.h"
#include "engine/data/catalogue.h"
#include "engine/io/experiment_json.h"
#include "engine/io/json_fields.h"
#include "engine/io/run_state_json.h"
#include "engine/io/sample_limits.h"
#include "engine/io/standard_json.h"

namespace pellucid::engine {
namespace {

constexpr const char* kFormat = "pellucid project";
constexpr std::size_t kMaxUnknownBytes = 1024 * 1024;

struct DataFacts {
  Shape shape;
  std::vector<std::string> classNames;
  std::vector<std::string> targetNames;
  std::uint32_t checksum = 0;
};

Json toJson(const Project& project) {
  const Shape& shape = project.shape;
  Json json = {{"shape", {{"channels", shape.channels}, {"height", shape.height}, {"width", shape.width}}},
               {"class_names", project.classNames},
               {"checksum", toHex(project.datasetChecksum)}};
  if (!project.targetNames.empty()) json["target_names"] = project.targetNames;
  return json;
}

Result<std::vector<std::string>> textsFromJson(const Json& json, const std::string& where) {
  std::vector<std::string> texts;
  for (const Json& text : json) {
    if (!text.is_string())
      return Error{message("{} has the entry {:.60}, which is not a text", where, text.dump())};
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

Json toJson(const Arithmetic& arithmetic) {
  return {{"version", arithmetic.version}, {"processor", arithmetic.processor}};
}

Result<Arithmetic> arithmeticFromJson(const Json& json) {
  JsonFields fields(json, "arithmetic");
  Arithmetic arithmetic{
      .version = static_cast<int>(fields.integer("version", 1, std::numeric_limits<int>::max())),
      .processor = fields.text("processor")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return arithmetic;
}

Result<Shape> shapeFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const Shape shape{.channels = fields.integer("channels", 1, kMaxSampleSide),
                    .height = fields.integer("height", 1, kMaxSampleSide),
                    .width = fields.integer("width", 1, kMaxSampleSide)};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (shape.size() > kMaxSampleValues)
    return Error{message("{} has {} values; at most {} are possible", where, shape.size(), kMaxSampleValues)};
  return shape;
}

Result<DataFacts> factsFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const auto shape = shapeFromJson(fields.object("shape"), where + ".shape");
  auto classNames = textsFromJson(fields.array("class_names"), where + ".class_names");
  // Only where the targets are numbers.
  auto targetNames = fields.has("target_names")
                         ? textsFromJson(fields.array("target_names"), where + ".target_names")
                         : std::vector<std::string>();
  DataFacts data{
      .shape = {}, .classNames = {}, .targetNames = {}, .checksum = fields.hex<std::uint32_t>("checksum")};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (!shape) return shape.error();
  if (!classNames) return classNames.error();
  if (!targetNames) return targetNames.error();
  data.shape = *shape;
  data.classNames = *std::move(classNames);
  data.targetNames = *std::move(targetNames);
  return data;
}

/// Both can be null.
Result<void> readScaling(const Json* inputs, const Json* targets, Project& project) {
  const auto read = [](const Json* json, const char* where, Index values, Standard& into) -> Result<void> {
    if (json == nullptr) return {};
    auto standard = standardFromJson(*json, where, values);
    if (!standard) return standard.error();
    into = *std::move(standard);
    return {};
  };
  if (auto done = read(inputs, "input_scaling", project.shape.size(), project.scaling.inputs); !done)
    return done;
  return read(targets, "target_scaling", std::ssize(project.targetNames), project.scaling.targets);
}

/// Checks the version before anything else: in a newer file, everything else may have changed.
Result<std::int64_t> checkVersion(JsonFields& fields) {
  const std::string format = fields.text("format");
  const auto version = fields.integer("format_version", 1, std::numeric_limits<int>::max());
  const auto least = fields.integer("least_reader_version", 1, std::numeric_limits<int>::max());
  if (auto finished = fields.finish(); !finished) return finished.error();
  if (format != kFormat) return Error{message("the format is \"{:.60}\", not \"{}\"", format, kFormat)};
  if (least > kProjectFormat)
    return Error{
        message("it was written by a newer Pellucid: it needs a reader of format {}, and this program reads "
                "up to {}. Open it with a newer Pellucid.",
                least, kProjectFormat)};
  return version;
}

/// Whether it uses features that readers before kFirstOwnSamplesFormat refuse as unknown.
bool isOfNewest(const TrainingSpec& training) {
  return training.augmentation != Augmentation();
}
bool isOfNewest(const Experiment& experiment) {
  return experiment.data.own != nullptr || isOfNewest(experiment.training);
}
bool isOfNewest(const TimelineRecord& record) {
  if (record.first && isOfNewest(*record.first)) return true;
  for (const LaneRecord& lane : record.lanes)
    for (const TimelineEvent& event : lane.events) {
      const auto* setting = std::get_if<SettingChange>(&event.change);
      if (setting != nullptr && isOfNewest(*setting->experiment)) return true;
    }
  return false;
}
bool isOfNewest(const RunFacts& facts) {
  return facts.origin && isOfNewest(*facts.origin);
}
bool isOfNewest(const Project& project) {
  if (isOfNewest(project.experiment) || isOfNewest(project.facts)) return true;
  if (project.timeline && isOfNewest(*project.timeline)) return true;
  if (project.transfer &&
      (project.transfer->design.own != nullptr || isOfNewest(project.transfer->design.training)))
    return true;
  return std::ranges::any_of(
      project.others, [](const KeptRun& run) { return isOfNewest(run.facts) || isOfNewest(*run.project); });
}

}  // namespace

Json manifestOf(const Project& project, const RunState& state) {
  auto unknown = parseJson(project.unknownKeys);
  check(unknown && unknown->is_object(), "manifestOf: unknownKeys is not a JSON object");
  Json manifest = *std::move(unknown);
  manifest["format"] = kFormat;
  const bool isNewest = isOfNewest(project);
  manifest["format_version"] = isNewest ? kFirstOwnSamplesFormat : kFirstTimelineFormat;
  manifest["least_reader_version"] = isNewest ? kFirstOwnSamplesFormat : kLeastReader;
  manifest["experiment"] = toJson(project.experiment);
  manifest["step"] = state.step;
  manifest["steps_per_epoch"] = project.stepsPerEpoch;
  manifest["data"] = toJson(project);
  manifest["arithmetic"] = toJson(project.arithmetic);
  // Not among the facts of the data, where readers of format 1 refuse unknown keys.
  if (!project.inputNames.empty()) manifest["input_names"] = project.inputNames;
  if (!project.answerName.empty()) manifest["answer_name"] = project.answerName;
  if (!project.scaling.inputs.isEmpty()) manifest["input_scaling"] = toJson(project.scaling.inputs);
  if (!project.scaling.targets.isEmpty()) manifest["target_scaling"] = toJson(project.scaling.targets);
  if (state.plateau != PlateauState{}) manifest["plateau"] = plateauToJson(state.plateau);
  if (state.stopping != StoppingState{}) manifest["early_stopping"] = stoppingToJson(state.stopping);
  return manifest;
}

Result<Project> projectFromManifest(const Json& manifest) {
  JsonFields fields(manifest, "manifest");
  const auto version = checkVersion(fields);
  if (!version) return version.error();
  Project project;
  const Json& experimentJson = fields.object("experiment");
  const Json& dataJson = fields.object("data");
  project.state.step = fields.integer("step", 0, kMaxSteps);
  project.stepsPerEpoch = fields.integer("steps_per_epoch", 1, kMaxSteps);
  const Json* inputNames = fields.has("input_names") ? &fields.array("input_names") : nullptr;
  if (fields.has("answer_name")) project.answerName = fields.text("answer_name");
  const Json* inputScaling = fields.has("input_scaling") ? &fields.object("input_scaling") : nullptr;
  const Json* targetScaling = fields.has("target_scaling") ? &fields.object("target_scaling") : nullptr;
  // A program of an earlier format may have carried it along and trained further.
  const bool hasArithmetic = fields.has("arithmetic") && *version >= kFirstTimelineFormat;
  const Json* arithmeticJson = hasArithmetic ? &fields.object("arithmetic") : nullptr;
  const Json* plateauJson = fields.has("plateau") ? &fields.object("plateau") : nullptr;
  const Json* stoppingJson = fields.has("early_stopping") ? &fields.object("early_stopping") : nullptr;
  if (const auto finished = fields.finish(); !finished) return finished.error();
  if (plateauJson != nullptr) {
    const auto plateau = plateauFromJson(*plateauJson, "plateau");
    if (!plateau) return plateau.error();
    project.state.plateau = *plateau;
  }
  if (stoppingJson != nullptr) {
    auto stopping = stoppingFromJson(*stoppingJson, project.state.step, "early_stopping");
    if (!stopping) return stopping.error();
    project.state.stopping = *std::move(stopping);
  }
  if (arithmeticJson != nullptr) {
    auto arithmetic = arithmeticFromJson(*arithmeticJson);
    if (!arithmetic) return arithmetic.error();
    project.arithmetic = *std::move(arithmetic);
  }
  if (inputNames != nullptr) {
    auto names = textsFromJson(*inputNames, "input_names");
    if (!names) return names.error();
    project.inputNames = *std::move(names);
  }
  auto experiment = experimentFromJson(experimentJson);
  if (!experiment) return experiment.error();
  auto data = factsFromJson(dataJson, "data");
  if (!data) return data.error();

  project.experiment = *std::move(experiment);
  project.format = static_cast<int>(*version);
  project.isOfFirstFormat = *version == 1;
  if (project.isOfFirstFormat) project.experiment.data.name = nameByFirstRules(project.experiment.data.name);
  project.shape = data->shape;
  project.classNames = std::move(data->classNames);
  project.targetNames = std::move(data->targetNames);
  project.datasetChecksum = data->checksum;
  if (!project.inputNames.empty() && static_cast<Index>(project.inputNames.size()) != project.shape.size())
    return Error{message("input_names has {} texts; a sample has {} values", project.inputNames.size(),
                         project.shape.size())};
  if (auto read = readScaling(inputScaling, targetScaling, project); !read) return read.error();
  project.unknownKeys = fields.others();
  if (project.unknownKeys.size() > kMaxUnknownBytes)
    return Error{message("{} bytes of keys that this program does not know; at most {} are kept",
                         project.unknownKeys.size(), kMaxUnknownBytes)};
  // The data themselves are stored elsewhere; whether the experiment fits them depends on these three alone.
  if (const auto valid = validate(project.experiment, describedData(project)); !valid) return valid.error();
  return project;
}

}  // namespace pellucid::engine
