// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_options.h"

#include <limits>

#include "app/command_line/data_option.h"
#include "app/command_line/model_loading.h"
#include "app/command_line/option_values.h"
#include "engine/base/split_text.h"
#include "engine/base/typed_word.h"

namespace pellucid::app {
namespace {

std::vector<std::size_t> parseFrozenLayers(const std::string& text) {
  std::vector<std::size_t> layers;
  if (engine::plainWord(text) == "none") return layers;
  for (const std::string& part : engine::splitText(text, ',')) {
    const auto layer = engine::parseNumber<std::size_t>(engine::trimmed(part));
    if (!layer || *layer < 1)
      throw CLI::ValidationError(
          fmt::format("--freeze is \"{}\"; it must be numbers of layers with weights, counted from 1, as in "
                      "1,2 (or none).",
                      text));
    layers.push_back(*layer);
  }
  return layers;
}

void addExperimentOptions(CLI::App& command, TrainOptions& options) {
  addDataOption(command, options.data);
  addLayers(
      command, options.layers,
      "Inputs, then each layer, as explained below; by default the input and output sizes follow the data")
      ->default_str("784,64:relu,10:softmax");
  addName(command, "--loss", options.loss,
          engine::allNames<engine::Loss>() +
              "; by default the usual one for the output layer, such as cross-entropy for softmax");
  addName(command, "--optimizer", options.optimizer, engine::allNames<engine::Optimizer>())
      ->default_str("adam");
  addNumber(command, "--lr", options.learningRate, 0, engine::kMaxLearningRate, "Learning rate")
      ->default_str("0.001");
  addNumber(command, "--batch", options.batchSize, 1, engine::kMaxBatchSize, "Samples per batch")
      ->default_str("32");
  addTrainingNumbers(command, options.numbers);
  addNumber(command, "--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max(),
            "Determines the initial weights and the order of the data")
      ->default_str("1");
  addName(command, "--init", options.initializer,
          "Initial weights: " + engine::allNames<engine::Initializer>())
      ->default_str("he");
  command
      .add_option_function<std::string>(
          "--freeze", [&options](const std::string& text) { options.frozenLayers = parseFrozenLayers(text); },
          "Layers whose weights stay as they are, counted from 1, as in 1,2; none unfreezes all layers of a "
          "project")
      ->type_name("NUMBERS");
  command.add_flag("--no-shuffle", options.isShuffleOff, "Takes the samples in the order of the file");
}

}  // namespace

void addTrainOptions(CLI::App& command, TrainOptions& options) {
  addExperimentOptions(command, options);
  auto* epochs = addNumber(command, "--epochs", options.epochs, 0, kMaxSteps,
                           "Epochs to train, counted from the start of the run")
                     ->default_str(fmt::format("{}", kDefaultEpochs));
  addNumber(command, "--steps", options.steps, 0, kMaxSteps,
            "The same in steps, of one batch each; 0 only initialises")
      ->excludes(epochs);
  auto* initFrom = addPath(command, "--init-from", options.initFrom,
                           "Initial weights from a model: ONNX, safetensors or project");
  addModelInput(command, options.modelInput)->needs(initFrom);
  addPath(command, "--project", options.project,
          "Continues a project; only --lr, the -lr of layers, --freeze, the optimizer's settings, "
          "--clip-norm, --clip-value, "
          "--schedule, "
          "--target-accuracy and --patience may differ from it")
      ->excludes(initFrom);
  auto* metrics = addPath(command, "--metrics", options.metrics,
                          "Writes loss and accuracy as CSV while training, from the run's first step");
  addName(command, "--metrics-every", options.metricsEvery, engine::allNames<MetricsEvery>())
      ->default_str("step")
      ->needs(metrics);
  addPath(command, "--export", options.exportTo, "Writes the trained model as ONNX");
  addPath(command, "--save", options.saveTo, "Writes the project, from which training can continue");
  command.add_flag("--diagnose", options.isDiagnosed,
                   "Looks at the run on the way, and says at its end what is the matter and what helps");
  command.add_flag("--json", options.isJson, "Ends with one line of JSON on standard output");
  command.footer("LAYERS is " + engine::layersGrammar());
}

}  // namespace pellucid::app
