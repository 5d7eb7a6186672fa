// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/model_loading.h"

#include <fmt/format.h>

#include <cmath>

#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "engine/data/gzip.h"
#include "engine/io/model_file.h"
#include "engine/io/onnx_options.h"

namespace pellucid::app {
namespace {

engine::Model toModel(engine::Project project) {
  return {.network = std::move(project.experiment.network),
          .shape = project.shape,
          .weights = std::move(project.state.weights),
          .classNames = std::move(project.classNames),
          .facts = {},
          .inputNames = std::move(project.inputNames),
          .targetNames = project.answerName.empty() ? std::move(project.targetNames)
                                                    : std::vector<std::string>{project.answerName},
          .scaling = std::move(project.scaling)};
}

engine::Error notFinite(const std::filesystem::path& path, const engine::Project& project) {
  return {engine::message(
      "{}: {}. Its run diverged: such a network can neither answer nor learn. Train it again from the start.",
      path.string(), project.notFinite)};
}

struct ReadModel {
  engine::Model model;
  std::string trainedOn;
};

engine::Result<engine::Model> readOther(const engine::Bytes& bytes, const std::filesystem::path& path,
                                        const OnnxWishes& wishes) {
  engine::OnnxOptions options;
  if (wishes.input) {
    auto parsed = engine::parseOnnxInput(*wishes.input);
    if (!parsed) return engine::Error{engine::message("--model-input: {}", parsed.error().message)};
    options = *std::move(parsed);
  }
  options.addSoftmax = wishes.addSoftmax;
  auto model = engine::readModelFile(bytes, path, std::move(options));
  if (!model) return model;
  for (const engine::Message& text : model->notes)
    note(fmt::format("pellucid: {}: {}\n", cleaned(path.string()), cleaned(text.text())));
  return model;
}

engine::Result<ReadModel> readModel(const std::filesystem::path& path, engine::Streams streams,
                                    const OnnxWishes& wishes) {
  const auto bytes = engine::readFile(path, engine::kMaxFileBytes, streams);
  if (!bytes) return bytes.error();
  if (!engine::isZip(*bytes)) {
    auto model = readOther(*bytes, path, wishes);
    if (!model) return model.error();
    const auto data = model->facts.find("data");
    const std::string trainedOn = data == model->facts.end() ? std::string() : data->second;
    return ReadModel{.model = *std::move(model), .trainedOn = trainedOn};
  }
  if (!wishes.isEmpty())
    return engine::Error{
        engine::message("{} is a project, which knows its inputs. --model-input and --softmax are for models "
                        "of other programs.",
                        path.string())};
  auto project = engine::readProject(*bytes, path.string());
  if (!project) return project.error();
  if (!project->state.weights.allFinite()) return notFinite(path, *project);
  const std::string trainedOn = project->experiment.data.name;
  return ReadModel{.model = toModel(*std::move(project)), .trainedOn = trainedOn};
}

}  // namespace

CLI::Option* addModelInput(CLI::App& command, std::optional<std::string>& input) {
  return command
      .add_option(
          "--model-input", input,
          "What a model of another program wants to be given: 0-1, 0-255, mnist (mean 0.1307, deviation "
          "0.3081), mean=M, deviation=D, channels-first or channels-last; several with commas")
      ->type_name("TEXT");
}

void addOnnxWishes(CLI::App& command, OnnxWishes& wishes) {
  addModelInput(command, wishes.input);
  command.add_flag("--softmax", wishes.addSoftmax,
                   "The answers of a model of another program are logits: makes shares of them");
}

engine::Result<LoadedModel> loadModel(const std::filesystem::path& path, engine::Streams streams,
                                      const OnnxWishes& wishes) {
  auto read = readModel(path, streams, wishes);
  if (!read) return read.error();
  auto network = engine::Network::create(read->model.network, read->model.shape);
  if (!network) return engine::Error{engine::message("{}: {}", path.string(), network.error().message)};
  return LoadedModel{.model = std::move(read->model),
                     .network = *std::move(network),
                     .trainedOn = std::move(read->trainedOn)};
}

engine::Result<engine::Project> loadProject(const std::filesystem::path& path) {
  const auto bytes = engine::readFile(path, engine::kMaxFileBytes, engine::Streams::Read);
  if (!bytes) return bytes.error();
  auto project = engine::readProject(*bytes, path.string());
  if (!project) return project;
  if (!project->notFinite.empty()) return notFinite(path, *project);
  std::string& data = project->experiment.data.name;
  data = engine::nameBeside(data, std::filesystem::absolute(path).parent_path());
  return project;
}

engine::Shape imageShape(const engine::Model& model) {
  const engine::Shape& shape = model.shape;
  const auto side = static_cast<engine::Index>(std::lround(std::sqrt(shape.size())));
  if (shape.channels == 1 && shape.height == 1 && side * side == shape.width)
    return {.channels = 1, .height = side, .width = side};
  return shape;
}

engine::KnownNames namesOf(const engine::Model& model, bool isByOrder) {
  if (isByOrder) return {};
  return {.inputs = model.inputNames, .classes = model.classNames, .targets = model.targetNames};
}

engine::Result<void> checkInputsFit(const LoadedModel& loaded, const engine::Dataset& dataset) {
  const engine::Network& network = *loaded.network;
  const engine::Shape& shape = loaded.model.shape;
  const bool isPlainList = shape.height == 1;
  if (network.inputs() != dataset.inputs() || (!isPlainList && shape != dataset.shape))
    return engine::Error{engine::message(
        "The model has {} inputs ({}), but a sample of {} has {} values ({}). Choose the data that it was "
        "trained on.",
        network.inputs(), shapeText(shape), dataset.name, dataset.inputs(), shapeText(dataset.shape))};
  return {};
}

engine::Result<void> checkFits(const LoadedModel& loaded, const engine::Dataset& dataset) {
  if (auto fits = checkInputsFit(loaded, dataset); !fits) return fits;
  const engine::Network& network = *loaded.network;
  const bool isOneForTwo = network.outputs() == 1 && dataset.classes() == 2;
  if (network.outputs() != dataset.outputs() && !isOneForTwo)
    return engine::Error{engine::message(
        "The model has {} outputs, but {} has {} {}. Choose the data that it was trained on.",
        network.outputs(), dataset.name, dataset.outputs(),
        dataset.hasClasses() ? engine::message("classes") : engine::message("target columns"))};
  return {};
}

engine::TableWishes wishesOf(const engine::Model& model, bool isByOrder) {
  engine::TableWishes wishes;
  wishes.scalesItself = !model.scaling.isEmpty();
  wishes.shape = model.shape;
  if (isByOrder) return wishes;
  wishes.means = model.scaling.inputs.mean;
  wishes.inputs = model.inputNames;
  wishes.targets = model.targetNames;
  if (!model.classNames.empty())
    wishes.kind = engine::TargetKind::Classes;
  else if (!model.targetNames.empty())
    wishes.kind = engine::TargetKind::Numbers;
  return wishes;
}

void tellMatching(const engine::MatchedData& data) {
  if (!data.note.empty()) note(fmt::format("pellucid: {}\n", cleaned(data.note.text())));
}

engine::Result<engine::Dataset> matched(const LoadedModel& loaded, const engine::Dataset& dataset,
                                        bool isByOrder) {
  auto result = engine::matchNames(dataset, namesOf(loaded.model, isByOrder));
  if (!result) return result.error();
  if (const auto fits = checkFits(loaded, result->data); !fits) return fits.error();
  tellMatching(*result);
  return std::move(result->data);
}

std::string className(const engine::Model& model, engine::Index index) {
  const auto i = static_cast<std::size_t>(index);
  return i < model.classNames.size() ? model.classNames[i] : fmt::format("{}", i);
}

}  // namespace pellucid::app
