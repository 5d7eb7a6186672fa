// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/evaluate_command.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/command_line/class_accuracy.h"
#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/option_values.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "app/models/model_answers.h"
#include "engine/train/evaluation.h"

namespace pellucid::app {
namespace {

struct Evaluation {
  engine::Loss lossFunction = engine::Loss::CrossEntropy;
  engine::Metrics metrics;
  engine::Index samples = 0;
  std::vector<ClassAccuracy> classes;
  /// The root mean squared error of each output value, in the units of the data.
  std::vector<double> rootMeanSquares;
};

/// `targets` as given by the data.
std::vector<double> rootMeanSquares(const engine::Matrix& answers, const engine::Matrix& targets) {
  std::vector<double> roots;
  for (engine::Index i = 0; i < targets.rows(); ++i)
    roots.push_back(std::sqrt((answers.row(i) - targets.row(i)).cast<double>().array().square().mean()));
  return roots;
}

/// The loss is that of the scaled answers if the model scales them.
Evaluation evaluate(const LoadedModel& loaded, engine::Dataset data) {
  const engine::Network& network = *loaded.network;
  const engine::Split& test = data.test;
  Evaluation evaluation{
      .lossFunction = engine::usualLoss(network.layer(network.layerCount() - 1).activation()),
      .metrics = {},
      .samples = test.size(),
      .classes = {},
      .rootMeanSquares = {}};
  const engine::Matrix answers = answersTo(loaded, test);
  if (data.hasClasses())
    evaluation.classes = accuracyByClass(network, evaluation.lossFunction, answers, test.labels);
  else
    evaluation.rootMeanSquares = rootMeanSquares(answers, test.targets);
  applyScaling(loaded.model.scaling, data);
  evaluation.metrics =
      engine::Evaluator().evaluate(network, loaded.model.weights, test, evaluation.lossFunction);
  return evaluation;
}

/// Whether the name is that of a table on which the model was not trained. Then the model knows none of its
/// rows. An explicitly requested share of them remains only that share.
bool isTestFile(const LoadedModel& loaded, const std::string& name) {
  namespace fs = std::filesystem;
  const fs::path place = engine::placeOf(name);
  std::error_code ignored;
  if (place.empty() || fs::is_directory(place, ignored) || loaded.trainedOn.empty()) return false;
  if (place.extension() == ".npz") return false;  // these may have their own test samples
  if (engine::dataNameParts(name).options.find(",test=") != std::string::npos) return false;
  return fs::path(engine::dataNameParts(loaded.trainedOn).base).filename() != place.filename();
}

void append(engine::Matrix& columns, const engine::Matrix& more) {
  if (more.size() == 0) return;
  engine::Matrix all(more.rows(), columns.cols() + more.cols());
  if (columns.size() > 0) all.leftCols(columns.cols()) = columns;
  all.rightCols(more.cols()) = more;
  columns = std::move(all);
}

/// All samples become test samples.
void testAll(engine::Dataset& data) {
  for (engine::Split* split : {&data.train, &data.validation}) {
    data.test.pixels.insert(data.test.pixels.end(), split->pixels.begin(), split->pixels.end());
    data.test.labels.insert(data.test.labels.end(), split->labels.begin(), split->labels.end());
    append(data.test.numbers, split->numbers);
    append(data.test.targets, split->targets);
    *split = {};
  }
}

double accuracy(const ClassAccuracy& one) {
  return static_cast<double>(one.correct) / static_cast<double>(one.samples);
}

std::string evaluationJson(const Evaluation& evaluation, const engine::Dataset& data) {
  const std::vector<std::string>& classNames = data.classNames;
  nlohmann::ordered_json report;
  report["loss"] = evaluation.metrics.loss;
  if (evaluation.metrics.hasAccuracy()) report["accuracy"] = evaluation.metrics.accuracy;
  report["samples"] = evaluation.samples;
  if (!evaluation.rootMeanSquares.empty()) report["root_mean_square_errors"] = evaluation.rootMeanSquares;
  if (classNames.empty()) return report.dump() + '\n';
  report["per_class"] = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < evaluation.classes.size(); ++i) {
    const ClassAccuracy& one = evaluation.classes[i];
    nlohmann::ordered_json entry;
    entry["class"] = classNames[i];
    entry["samples"] = one.samples;
    entry["accuracy"] = one.samples > 0 ? nlohmann::ordered_json(accuracy(one)) : nlohmann::ordered_json();
    report["per_class"].push_back(std::move(entry));
  }
  return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::string evaluationText(const Evaluation& evaluation, const engine::Dataset& data) {
  const std::vector<std::string>& classNames = data.classNames;
  std::string text;
  if (evaluation.metrics.hasAccuracy())
    text = fmt::format("Accuracy {:.2f} %, ", 100 * evaluation.metrics.accuracy);
  text += fmt::format("{} {:.4f}, {} samples.\n", nameOf(evaluation.lossFunction), evaluation.metrics.loss,
                      evaluation.samples);
  for (std::size_t i = 0; i < evaluation.classes.size(); ++i) {
    const ClassAccuracy& one = evaluation.classes[i];
    text += one.samples > 0 ? fmt::format("  {:<12} {:6.2f} % of {}\n", shownName(classNames[i]),
                                          100 * accuracy(one), one.samples)
                            : fmt::format("  {:<12} no samples\n", shownName(classNames[i]));
  }
  for (std::size_t i = 0; i < evaluation.rootMeanSquares.size(); ++i)
    text += fmt::format("  {:<12} {:.6g} (root mean square error)\n", shownName(data.targetNames[i]),
                        evaluation.rootMeanSquares[i]);
  return text;
}

}  // namespace

void addEvaluateOptions(CLI::App& command, EvaluateOptions& options) {
  addModel(command, options.model);
  addDataOption(command, options.data);
  addByOrder(command, options.isByOrder);
  addOnnxWishes(command, options.wishes);
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
}

int runEvaluate(const EvaluateOptions& options) {
  const std::string name = dataName(options.data.value_or(kDefaultData));
  if (!isDataKnown(name)) return wrongUsage(loadData(name).error());
  const auto loaded = openModel(options.model, options.wishes);
  if (!loaded) return failed(loaded.error());
  const auto dataset = loadData(engine::DataSpec{.name = name, .own = loaded->own}, engine::Streams::Read,
                                wishesOf(loaded->model, options.isByOrder));
  if (!dataset) return dataFailed(name, dataset.error());
  tellReading(**dataset);
  auto data = matched(*loaded, **dataset, options.isByOrder);
  if (!data) return wrongUsage(data.error());
  const auto last = loaded->network->layer(loaded->network->layerCount() - 1).activation();
  const bool areLogits = last == engine::Activation::Linear && loaded->network->outputs() > 1;
  if (areLogits && data->hasClasses() && loaded->trainedOn.empty())
    note(
        "pellucid: the model answers with a raw number for each class (logits); --softmax makes shares of "
        "them.\n");
  if (isTestFile(*loaded, name)) {
    testAll(*data);
    const auto fileName = [](const std::string& of) {
      return shownName(std::filesystem::path(engine::dataNameParts(of).base).filename().string());
    };
    note(fmt::format("pellucid: the model was trained on {}, so it is tested on all {} samples of {}.\n",
                     fileName(loaded->trainedOn), data->test.size(), fileName(name)));
  }
  const Evaluation evaluation = evaluate(*loaded, *data);
  return printResult((options.isJson ? evaluationJson : evaluationText)(evaluation, *data));
}

}  // namespace pellucid::app
