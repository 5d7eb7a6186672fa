// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/predict_command.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/command_line/data_option.h"
#include "app/command_line/distinct_files.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/option_values.h"
#include "app/command_line/output_file.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "app/models/model_answers.h"
#include "app/pictures/image_file.h"
#include "engine/io/atomic_write.h"
#include "engine/io/predictions_csv.h"
#include "engine/train/targets.h"

namespace pellucid::app {
namespace {

/// The input given to the model, and what is known about it.
struct Question {
  engine::Vector input;
  std::optional<engine::Index> label;    ///< its number in the model, if the model knows the class
  std::optional<std::string> labelName;  ///< the data's name for it
  std::vector<std::string> targetNames;  ///< for numeric answers
  engine::Vector targets;                ///< the target values
  std::optional<bool> isInverted;
};

/// Prints numeric answers beside their targets.
int answerNumbers(const PredictOptions& options, const Question& question, const engine::Vector& output) {
  if (options.isJson) {
    nlohmann::ordered_json report;
    report["outputs"] = std::vector<double>(output.begin(), output.end());
    report["targets"] = std::vector<double>(question.targets.begin(), question.targets.end());
    return printResult(report.dump() + '\n');
  }
  std::string text;
  for (engine::Index i = 0; i < output.size(); ++i) {
    const std::string name = shownName(question.targetNames[static_cast<std::size_t>(i)]);
    const std::string value = fmt::format("{:.6g}", output[i]);
    const std::string wanted = fmt::format("{:.6g}", question.targets[i]);
    text += wanted == value ? fmt::format("{}: {} (as it should be)\n", name, value)
                            : fmt::format("{}: {} (should be {})\n", name, value, wanted);
  }
  return printResult(text);
}

int answer(const PredictOptions& options, const LoadedModel& loaded, const Question& question) {
  const engine::Network& network = *loaded.network;
  const engine::Matrix outputs = answersTo(loaded, engine::Matrix(question.input));
  const engine::Vector output = outputs.col(0);
  if (!question.targetNames.empty()) return answerNumbers(options, question, output);
  const engine::Activation activation = network.layer(network.layerCount() - 1).activation();
  const engine::TargetCoding coding =
      targetCoding(engine::usualLoss(activation), activation, network.outputs());
  const engine::Index prediction = engine::answer(outputs, 0, coding.middle());
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
  if (question.labelName) text += fmt::format("Label: {}\n", shownName(*question.labelName));
  if (output.size() == 1) text += fmt::format("  output {:.4f}\n", output[0]);
  for (engine::Index i = 0; i < output.size() && output.size() > 1; ++i)
    text += isSoftmax
                ? fmt::format("  {:<12} {:6.2f} %\n", shownName(className(loaded.model, i)), 100 * output(i))
                : fmt::format("  {:<12} {:.4f}\n", shownName(className(loaded.model, i)), output(i));
  return printResult(text);
}

/// A picture cannot be the row of a table.
engine::Result<void> checkTakesImages(const engine::TrainedModel& model) {
  const engine::Shape& shape = model.shape;
  const bool isRow = shape.height == 1 && (shape.width == 1 || !model.inputNames.empty());
  if (!isRow || shape.size() == 1) return {};
  static constexpr std::size_t kMostNamed = 8;
  if (model.inputNames.empty() || model.inputNames.size() > kMostNamed)
    return engine::Error{
        engine::message("The model takes the {} columns of a table and no images. Give --data TABLE.csv and "
                        "--csv OUT.csv, or "
                        "--data TABLE.csv and --sample N.",
                        shape.size())};
  return engine::Error{engine::message(
      "The model takes the columns {} of a table and no images. Give --data TABLE.csv and --csv OUT.csv, or "
      "--data TABLE.csv and --sample N.",
      fmt::join(model.inputNames, ", "))};
}

int predictImage(const PredictOptions& options, const LoadedModel& loaded) {
  if (const auto takes = checkTakesImages(loaded.model); !takes) return wrongUsage(takes.error());
  const auto image =
      readImage(*options.image, imageShape(loaded.model),
                learnedDigits(loaded.model) ? Framing::Digit : Framing::None, engine::Streams::Read);
  if (!image) return failed(image.error());
  if (image->isInverted)
    note(fmt::format(
        "pellucid: {} shows dark on bright, so it was inverted: the network knows bright on dark.\n",
        cleaned(options.image->string())));
  return answer(options, loaded,
                {.input = image->input,
                 .label = std::nullopt,
                 .labelName = std::nullopt,
                 .targetNames = {},
                 .targets = {},
                 .isInverted = image->isInverted});
}

engine::Result<void> checkMatch(const LoadedModel& loaded, const engine::Dataset& dataset, bool isByOrder) {
  const auto byName = engine::matchNames(dataset, namesOf(loaded.model, isByOrder));
  return byName ? checkFits(loaded, byName->data) : engine::Result<void>(byName.error());
}

void setLabel(Question& question, const engine::TrainedModel& model, const engine::Dataset& data,
              std::uint8_t label, bool isByOrder) {
  question.labelName = isByOrder ? className(model, label) : data.classNames[label];
  const auto known = std::ranges::find(model.classNames, *question.labelName);
  if (isByOrder || model.classNames.empty())
    question.label = label;
  else if (known != model.classNames.end())
    question.label = known - model.classNames.begin();
}

int predictSample(const PredictOptions& options, const LoadedModel& loaded) {
  const std::string name = dataName(options.data.value_or(kDefaultData));
  const auto dataset = loadData(engine::DataSpec{.name = name, .own = loaded.own}, engine::Streams::Read,
                                wishesOf(loaded.model, options.isByOrder));
  if (!dataset) return dataFailed(name, dataset.error());
  tellReading(**dataset);
  // All classes decide whether model and data fit; the sample is then the data's own, by its number.
  if (const auto fits = checkMatch(loaded, **dataset, options.isByOrder); !fits)
    return wrongUsage(fits.error());
  engine::KnownNames names = namesOf(loaded.model, options.isByOrder);
  names.classes.clear();
  const auto data = engine::matchNames(**dataset, names);
  if (!data) return wrongUsage(data.error());
  tellMatching(data->note);
  const engine::Split& test = data->data.test;
  const engine::Index index = *options.sample;
  if (index >= test.size())
    return wrongUsage({engine::message("--sample is {}; the test split of {} has the samples 0 to {}.", index,
                                       name, test.size() - 1)});
  Question question{.input = engine::sample(test, data->data.inputs(), index),
                    .label = std::nullopt,
                    .labelName = std::nullopt,
                    .targetNames = data->data.targetNames,
                    .targets = {},
                    .isInverted = std::nullopt};
  if (data->data.hasClasses())
    setLabel(question, loaded.model, data->data, test.labels[static_cast<std::size_t>(index)],
             options.isByOrder);
  else
    question.targets = test.targets.col(index);
  return answer(options, loaded, question);
}

/// The answers must not overwrite the files they are computed from.
engine::Result<void> checkDistinct(const PredictOptions& options) {
  std::vector<NamedFile> inputs;
  add(inputs, "MODEL", options.model);
  addData(inputs, "--data", options.data);
  std::vector<NamedFile> outputs;
  add(outputs, "--csv", options.csv);
  return checkDistinct(inputs, outputs);
}

/// The model's answers to all rows of a table, or to all test samples of other data.
int predictAll(const PredictOptions& options, const LoadedModel& loaded) {
  if (const auto writable = checkOutput("--csv", *options.csv); !writable) return failed(writable.error());
  const std::string name = dataName(*options.data);
  const auto dataset = loadData(engine::DataSpec{.name = name, .own = loaded.own}, engine::Streams::Read,
                                answerWishesOf(loaded.model, options.isByOrder));
  if (!dataset) return dataFailed(name, dataset.error());
  tellReading(**dataset);
  const auto answered = answerAll(loaded, **dataset, options.isByOrder);
  if (!answered) return wrongUsage(answered.error());
  tellMatching(answered->note);
  if (const auto written =
          engine::atomicWrite(*options.csv, engine::writePredictionsCsv(answered->predictions));
      !written)
    return failed(written.error());
  return kDone;
}

}  // namespace

void addPredictOptions(CLI::App& command, PredictOptions& options) {
  addModel(command, options.model);
  auto* sample = addNumber(command, "--sample", options.sample, 0, std::numeric_limits<engine::Index>::max(),
                           "Sample of the test split, counted from 0");
  addPath(command, "--image", options.image,
          "PNG, JPEG, WebP, TIFF or another picture; dark on bright is inverted, and a digit cut out of its "
          "paper and framed as MNIST frames it")
      ->excludes(sample);
  auto* csv = addPath(command, "--csv", options.csv,
                      "Writes the answers to all rows of a table, or to all test samples of other data")
                  ->excludes(sample)
                  ->excludes("--image");
  csv->needs(addDataOption(command, options.data));
  addByOrder(command, options.isByOrder);
  addOnnxWishes(command, options.wishes);
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
}

int runPredict(const PredictOptions& options) {
  if (!options.image && !options.sample && !options.csv)
    return wrongUsage(
        {engine::message("There is nothing to predict. Give --image FILE.png, --sample N, or --data "
                         "TABLE.csv --csv OUT.csv.")});
  if (options.image && options.data)
    return wrongUsage({engine::message("--data is for --sample and --csv. Leave it out with --image.")});
  if (const auto distinct = checkDistinct(options); !distinct) return wrongUsage(distinct.error());
  const std::string name = dataName(options.data.value_or(kDefaultData));
  if (!isDataKnown(name)) return wrongUsage(loadData(name).error());
  const auto loaded = openModel(options.model, options.wishes);
  if (!loaded) return failed(loaded.error());
  if (options.csv) return predictAll(options, *loaded);
  return options.image ? predictImage(options, *loaded) : predictSample(options, *loaded);
}

}  // namespace pellucid::app
