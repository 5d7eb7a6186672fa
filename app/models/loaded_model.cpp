// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/loaded_model.h"

#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/io/model_file.h"
#include "engine/io/model_input.h"
#include "engine/io/model_project.h"
#include "engine/io/onnx_options.h"

namespace pellucid::app {
namespace {

engine::TrainedModel toModel(engine::Project project) {
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
  engine::TrainedModel model;
  std::string trainedOn;
  engine::OwnSamplesPtr own = {};
};

engine::Result<engine::TrainedModel> readOther(const engine::Bytes& bytes, const std::filesystem::path& path,
                                               const OnnxWishes& wishes) {
  engine::OnnxOptions options;
  if (wishes.input) {
    auto parsed = engine::parseOnnxInput(*wishes.input);
    if (!parsed) return engine::Error{engine::message("--model-input: {}", parsed.error().message)};
    options = *std::move(parsed);
  }
  options.addSoftmax = wishes.addSoftmax;
  return engine::readModelFile(bytes, path, std::move(options));
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
  const engine::DataSpec trainedOn = project->experiment.data;
  return ReadModel{.model = toModel(*std::move(project)), .trainedOn = trainedOn.name, .own = trainedOn.own};
}

}  // namespace

engine::Result<LoadedModel> loadModel(const std::filesystem::path& path, engine::Streams streams,
                                      const OnnxWishes& wishes) {
  auto read = readModel(path, streams, wishes);
  if (!read) return read.error();
  auto network = engine::Network::create(read->model.network, read->model.shape);
  if (!network) return engine::Error{engine::message("{}: {}", path.string(), network.error().message)};
  return LoadedModel{.model = std::move(read->model),
                     .network = *std::move(network),
                     .trainedOn = std::move(read->trainedOn),
                     .own = std::move(read->own)};
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

engine::Result<void> keepScaling(const engine::Dataset& dataset, LoadedModel& model,
                                 engine::Experiment& experiment) {
  if (model.model.scaling.isEmpty() || !dataset.scaling.isEmpty()) return {};
  const std::size_t before = model.model.network.layers.size();
  auto plain = engine::withScalingInLayers(std::move(model.model));
  if (!plain) return plain.error();
  model.model = *std::move(plain);
  auto network = engine::Network::create(model.model.network, model.model.shape);
  if (!network) return network.error();
  model.network = *std::move(network);
  const auto& scaled = model.model.network.layers;
  auto& layers = experiment.network.layers;
  // A leading Flatten stays first.
  const auto begin = std::ranges::find_if(
      scaled, [](const engine::LayerSpec& layer) { return layer.kind == engine::LayerKind::BatchNorm; });
  const std::size_t added = beginsWithScaling(experiment.network) ? 0 : scaled.size() - before;
  const std::size_t at = added == 1 ? static_cast<std::size_t>(begin - scaled.begin()) : 0;
  if (added == 0 || at > layers.size()) return {};
  const auto from = scaled.begin() + static_cast<std::ptrdiff_t>(at);
  layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(at), from,
                from + static_cast<std::ptrdiff_t>(added));
  return {};
}

}  // namespace pellucid::app
