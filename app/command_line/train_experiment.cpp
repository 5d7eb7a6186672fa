// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_experiment.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/command_line/data_option.h"
#include "app/models/input_fits.h"

namespace pellucid::app {
namespace {

using engine::Error;

engine::Result<void> applyFreeze(const TrainOptions& options, engine::NetworkSpec& network) {
  if (!options.frozenLayers) return {};
  for (engine::LayerSpec& layer : network.layers) layer.frozen = false;
  for (const std::size_t number : *options.frozenLayers) {
    if (number > network.layers.size())
      return Error{engine::message(
          "--freeze names layer {}, but the network has {} layers. Give numbers from 1 to {}.", number,
          network.layers.size(), network.layers.size())};
    engine::LayerSpec& layer = network.layers[number - 1];
    if (!hasParameters(layer.kind))
      return Error{
          engine::message("--freeze names layer {}, which is a {} layer and has no weights to freeze.",
                          number, nameOf(layer.kind))};
    layer.frozen = true;
  }
  return {};
}

/// Without what may change in mid-run.
std::vector<engine::LayerSpec> withoutRateFactors(std::vector<engine::LayerSpec> layers) {
  for (engine::LayerSpec& layer : layers) layer.rateFactor = 1;
  return layers;
}

/// Refuses an option whose value differs from the project's.
template <class T>
engine::Result<void> requireSame(const char* option, const std::optional<T>& given, const T& ofProject) {
  if (!given || *given == ofProject) return {};
  return Error{
      engine::message("{} {} contradicts the project, which has {}. Only --lr, the layers' -lr, --freeze, "
                      "the optimizer's settings, clipping, the "
                      "schedule and stopping can change; leave {} out, or begin a new run without --project.",
                      option, *given, ofProject, option)};
}

/// Only classes are right or wrong.
engine::Result<void> checkTarget(const TrainOptions& options, const engine::Dataset& dataset) {
  const double accuracy = options.numbers.targetAccuracy.value_or(0);
  if (accuracy == 0 || dataset.hasClasses()) return {};
  return Error{engine::message(
      "--target-accuracy is {}, but the answers of {} are numbers, which are not right or wrong. Leave "
      "--target-accuracy out; --patience stops by the loss.",
      accuracy, dataset.name)};
}

template <class E>
std::optional<std::string> optionalName(const std::optional<E>& value) {
  if (!value) return std::nullopt;
  return std::string(engine::nameOf(*value));
}

engine::Result<void> requireNothingElseChanged(const TrainOptions& options, const engine::Project& project) {
  const engine::Experiment& experiment = project.experiment;
  const engine::TrainingSpec& training = experiment.training;
  std::optional<std::string> layers;
  if (options.layers) {
    const engine::Shape& input = options.layers->input;
    layers = formatLayers(isInput(input, project.shape) ? project.shape : input,
                          withoutRateFactors(options.layers->layers));
  }
  std::optional<std::string> shuffle;
  if (options.isShuffleOff) shuffle = "(off)";
  for (const auto& same :
       {requireSame("--layers", layers,
                    formatLayers(project.shape, withoutRateFactors(experiment.network.layers))),
        requireSame("--loss", optionalName(options.loss), std::string(nameOf(training.loss))),
        requireSame("--optimizer", optionalName(options.optimizer), std::string(nameOf(training.optimizer))),
        requireSame("--label-smoothing", options.numbers.labelSmoothing, training.labelSmoothing),
        requireSame("--batch", options.batchSize, training.batchSize),
        requireSame("--seed", options.seed, experiment.seed),
        requireSame("--init", optionalName(options.initializer),
                    std::string(nameOf(experiment.network.initializer))),
        requireSame("--no-shuffle", shuffle,
                    std::string(training.shuffle ? "a new order each epoch" : "(off)"))})
    if (!same) return same;
  return {};
}

}  // namespace

engine::Result<engine::Experiment> newExperiment(const TrainOptions& options,
                                                 const engine::Dataset& dataset) {
  engine::Experiment experiment = engine::seedExperiment();
  engine::TrainingSpec& training = experiment.training;
  experiment.seed = options.seed.value_or(experiment.seed);
  experiment.network.initializer = options.initializer.value_or(experiment.network.initializer);
  training.optimizer = options.optimizer.value_or(training.optimizer);
  training.settings = defaultSettings(training.optimizer);
  if (const auto fits = checkNumbers(options.numbers, training.optimizer); !fits) return fits.error();
  applyNumbers(options.numbers, training);
  training.learningRate = options.learningRate.value_or(training.learningRate);
  training.batchSize = options.batchSize.value_or(training.batchSize);
  training.shuffle = !options.isShuffleOff;
  if (options.layers) {
    if (const auto fits = checkInput(*options.layers, dataset); !fits) return fits.error();
    experiment.network.layers = options.layers->layers;
    experiment.data.name = dataset.name;
    training.loss = usualLoss(experiment.network.layers.back().activation);
  } else {
    fitTo(experiment, dataset);
  }
  training.loss = options.loss.value_or(training.loss);
  if (const auto meant = checkTarget(options, dataset); !meant) return meant.error();
  if (const auto frozen = applyFreeze(options, experiment.network); !frozen) return frozen.error();
  if (const auto valid = validate(experiment, dataset); !valid) return valid.error();
  return experiment;
}

std::string continuedDataName(const TrainOptions& options, const engine::Project& project) {
  const std::string& known = project.experiment.data.name;
  if (!options.data) return known;
  const std::string moved = dataName(*options.data);
  return known == engine::nameByFirstRules(known) ? engine::nameByFirstRules(moved) : moved;
}

engine::Result<engine::Experiment> continuedExperiment(const TrainOptions& options,
                                                       const engine::Project& project) {
  if (const auto same = requireNothingElseChanged(options, project); !same) return same.error();
  engine::Experiment experiment = project.experiment;
  if (const auto fits = checkNumbers(options.numbers, experiment.training.optimizer); !fits)
    return fits.error();
  experiment.training.learningRate = options.learningRate.value_or(experiment.training.learningRate);
  applyNumbers(options.numbers, experiment.training);
  for (std::size_t i = 0; options.layers && i < experiment.network.layers.size(); ++i)
    experiment.network.layers[i].rateFactor = options.layers->layers[i].rateFactor;
  experiment.data.name = continuedDataName(options, project);
  if (const auto frozen = applyFreeze(options, experiment.network); !frozen) return frozen.error();
  return experiment;
}

engine::Result<std::int64_t> targetSteps(const TrainOptions& options, std::int64_t stepsPerEpoch,
                                         std::int64_t stepsDone) {
  const std::int64_t epochs = options.epochs.value_or(kDefaultEpochs);
  if (epochs > kMaxSteps / stepsPerEpoch)
    return Error{engine::message("--epochs {} of {} steps each are too many; the limit is {} steps in all.",
                                 epochs, stepsPerEpoch, kMaxSteps)};
  const std::int64_t target = options.steps.value_or(epochs * stepsPerEpoch);
  if (target < stepsDone)
    return Error{engine::message(
        "The project is at step {} (epoch {:.4g}), beyond step {} where this training would end. --steps and "
        "--epochs count from the start of the run: give a larger number.",
        stepsDone, static_cast<double>(stepsDone) / static_cast<double>(stepsPerEpoch), target)};
  return target;
}

engine::Result<void> takeWeights(const LoadedModel& from, engine::Trainer& trainer) {
  const engine::Network& source = *from.network;
  const engine::Network& target = *trainer.network();
  std::string differences;
  for (std::size_t i = 0; i < std::max(source.layerCount(), target.layerCount()); ++i) {
    const auto shape = [i](const engine::Network& network) -> std::string {
      if (i >= network.layerCount()) return "missing";
      return fmt::format("{}→{}", network.layer(i).inputs(), network.layer(i).outputs());
    };
    if (shape(source) != shape(target))
      differences +=
          fmt::format(" Layer {} is {} in the model and {} here.", i + 1, shape(source), shape(target));
  }
  if (!differences.empty())
    return Error{engine::message(
        "--init-from: the model's weights do not fit this network.{} Choose --layers like the model's.",
        differences)};
  return trainer.setWeights(from.model.weights);
}

}  // namespace pellucid::app
