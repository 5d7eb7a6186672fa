// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/model_names.h"

#include <fmt/format.h>

namespace pellucid::app {

engine::KnownNames namesOf(const engine::TrainedModel& model, bool isByOrder) {
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

engine::TableWishes wishesOf(const engine::TrainedModel& model, bool isByOrder) {
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

engine::TableWishes answerWishesOf(const engine::TrainedModel& model, bool isByOrder) {
  engine::TableWishes wishes = wishesOf(model, isByOrder);
  wishes.isForAnswers = true;
  return wishes;
}

std::string className(const engine::TrainedModel& model, engine::Index index) {
  const auto i = static_cast<std::size_t>(index);
  return i < model.classNames.size() ? model.classNames[i] : fmt::format("{}", i);
}

}  // namespace pellucid::app
