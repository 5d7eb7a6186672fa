// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/evaluate_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_line/class_accuracy.h"
#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/model_loading.h"
#include "app/command_line/option_values.h"
#include "app/command_line/shown_text.h"
#include "engine/train/evaluation.h"

namespace pellucid::app {
namespace {

struct Evaluation {
  engine::Loss lossFunction = engine::Loss::CrossEntropy;
  engine::Metrics metrics;
  engine::Index samples = 0;
  std::vector<ClassAccuracy> classes;
};

Evaluation evaluate(const LoadedModel& loaded, const engine::Split& test) {
  const engine::Network& network = *loaded.network;
  Evaluation evaluation{
      .lossFunction = engine::usualLoss(network.layer(network.layerCount() - 1).activation()),
      .metrics = {},
      .samples = test.size(),
      .classes = {}};
  if (!test.labels.empty())
    evaluation.classes = accuracyByClass(network, loaded.model.weights, evaluation.lossFunction, test);
  evaluation.metrics =
      engine::Evaluator().evaluate(network, loaded.model.weights, test, evaluation.lossFunction);
  return evaluation;
}

double accuracy(const ClassAccuracy& one) {
  return static_cast<double>(one.correct) / static_cast<double>(one.samples);
}

std::string evaluationJson(const Evaluation& evaluation, const std::vector<std::string>& classNames) {
  nlohmann::ordered_json report;
  report["loss"] = evaluation.metrics.loss;
  if (evaluation.metrics.hasAccuracy()) report["accuracy"] = evaluation.metrics.accuracy;
  report["samples"] = evaluation.samples;
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

std::string evaluationText(const Evaluation& evaluation, const std::vector<std::string>& classNames) {
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
  return text;
}

}  // namespace

void addEvaluateOptions(CLI::App& command, EvaluateOptions& options) {
  addModel(command, options.model);
  addDataOption(command, options.data);
  addByOrder(command, options.isByOrder);
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
}

int runEvaluate(const EvaluateOptions& options) {
  const std::string name = dataName(options.data.value_or(kDefaultData));
  if (!isDataKnown(name)) return wrongUsage(loadData(name).error());
  const auto loaded = loadModel(options.model);
  if (!loaded) return failed(loaded.error());
  const auto dataset = loadData(name, engine::Streams::Read, wishesOf(loaded->model, options.isByOrder));
  if (!dataset) return dataFailed(name, dataset.error());
  tellReading(**dataset);
  const auto data = matched(*loaded, **dataset, options.isByOrder);
  if (!data) return wrongUsage(data.error());
  const Evaluation evaluation = evaluate(*loaded, data->test);
  return printResult((options.isJson ? evaluationJson : evaluationText)(evaluation, data->classNames));
}

}  // namespace pellucid::app
