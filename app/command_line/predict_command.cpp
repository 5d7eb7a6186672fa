// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/predict_command.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/image_file.h"
#include "app/command_line/model_loading.h"
#include "app/command_line/option_values.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "engine/train/targets.h"

namespace pellucid::app {
namespace {

/// What the model is shown, and what is known about it.
struct Question {
  engine::Vector input;
  std::optional<std::uint8_t> label;
  std::vector<std::string> targetNames;  ///< where the answers are numbers
  engine::Vector targets;                ///< what they should be
  std::optional<bool> isInverted;
};

/// The answer in numbers, beside what it should be.
int answerNumbers(const PredictOptions& options, const Question& question, const engine::Vector& output) {
  if (options.isJson) {
    nlohmann::ordered_json report;
    report["outputs"] = std::vector<double>(output.begin(), output.end());
    report["targets"] = std::vector<double>(question.targets.begin(), question.targets.end());
    return printResult(report.dump() + '\n');
  }
  std::string text;
  for (engine::Index i = 0; i < output.size(); ++i)
    text += fmt::format("{}: {:.6g} (should be {:.6g})\n",
                        shownName(question.targetNames[static_cast<std::size_t>(i)]), output[i],
                        question.targets[i]);
  return printResult(text);
}

int answer(const PredictOptions& options, const LoadedModel& loaded, const Question& question) {
  const engine::Network& network = *loaded.network;
  engine::Trace trace;
  trace.input = question.input;
  network.forward(loaded.model.weights, trace);
  const engine::Vector output = trace.output().col(0);
  if (!question.targetNames.empty()) return answerNumbers(options, question, output);
  const engine::Activation activation = network.layer(network.layerCount() - 1).activation();
  const engine::TargetCoding coding =
      targetCoding(engine::usualLoss(activation), activation, network.outputs());
  const engine::Index prediction = engine::answer(trace.output(), 0, coding.middle());
  const bool isSoftmax = activation == engine::Activation::Softmax;

  if (options.isJson) {
    nlohmann::ordered_json report;
    report["prediction"] = prediction;
    report["class"] = className(loaded.model, prediction);
    report[isSoftmax ? "probabilities" : "outputs"] = std::vector<double>(output.begin(), output.end());
    if (question.label) report["label"] = *question.label;
    if (question.isInverted) report["inverted"] = *question.isInverted;
    return printResult(report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
  }
  std::string text = fmt::format("Prediction: {}\n", shownName(className(loaded.model, prediction)));
  if (question.label) text += fmt::format("Label: {}\n", shownName(className(loaded.model, *question.label)));
  if (output.size() == 1) text += fmt::format("  output {:.4f}\n", output[0]);
  for (engine::Index i = 0; i < output.size() && output.size() > 1; ++i)
    text += isSoftmax
                ? fmt::format("  {:<12} {:6.2f} %\n", shownName(className(loaded.model, i)), 100 * output(i))
                : fmt::format("  {:<12} {:.4f}\n", shownName(className(loaded.model, i)), output(i));
  return printResult(text);
}

int predictImage(const PredictOptions& options, const LoadedModel& loaded) {
  const auto image = readImage(*options.image, imageShape(loaded.model));
  if (!image) return failed(image.error());
  if (image->isInverted)
    note(fmt::format(
        "pellucid: {} has a bright border, so it was inverted: the network knows bright on dark.\n",
        cleaned(options.image->string())));
  return answer(options, loaded,
                {.input = image->input,
                 .label = std::nullopt,
                 .targetNames = {},
                 .targets = {},
                 .isInverted = image->isInverted});
}

int predictSample(const PredictOptions& options, const LoadedModel& loaded) {
  const std::string name = dataName(options.data.value_or(kDefaultData));
  const auto dataset = loadData(name);
  if (!dataset) return dataFailed(name, dataset.error());
  if (const auto fits = checkFits(loaded, **dataset); !fits) return wrongUsage(fits.error());
  const engine::Split& test = (*dataset)->test;
  const engine::Index index = *options.sample;
  if (index >= test.size())
    return wrongUsage({engine::message("--sample is {}; the test split of {} has the samples 0 to {}.", index,
                                       name, test.size() - 1)});
  Question question{.input = engine::sample(test, (*dataset)->inputs(), index),
                    .label = std::nullopt,
                    .targetNames = (*dataset)->targetNames,
                    .targets = {},
                    .isInverted = std::nullopt};
  if ((*dataset)->hasClasses())
    question.label = test.labels[static_cast<std::size_t>(index)];
  else
    question.targets = test.targets.col(index);
  return answer(options, loaded, question);
}

}  // namespace

void addPredictOptions(CLI::App& command, PredictOptions& options) {
  addModel(command, options.model);
  auto* sample = addNumber(command, "--sample", options.sample, 0, std::numeric_limits<engine::Index>::max(),
                           "Sample of the test split, counted from 0");
  addPath(command, "--image", options.image, "PNG, bright on dark as MNIST is; dark on bright is inverted")
      ->excludes(sample);
  addDataOption(command, options.data)->needs(sample);
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
}

int runPredict(const PredictOptions& options) {
  if (!options.image && !options.sample)
    return wrongUsage({engine::message("There is nothing to predict. Give --image FILE.png or --sample N.")});
  const std::string name = dataName(options.data.value_or(kDefaultData));
  if (!isDataKnown(name)) return wrongUsage(loadData(name).error());
  const auto loaded = loadModel(options.model);
  if (!loaded) return failed(loaded.error());
  return options.image ? predictImage(options, *loaded) : predictSample(options, *loaded);
}

}  // namespace pellucid::app
