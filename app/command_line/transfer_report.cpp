// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/transfer_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_line/shown_text.h"
#include "engine/transfer/presets.h"

namespace pellucid::app {
namespace {

using Json = nlohmann::ordered_json;

Json optional(const std::optional<double>& value) {
  return value ? Json(*value) : Json();
}

std::string percent(double share) {
  return fmt::format("{:.1f}", 100 * share);
}

Json layersJson(const engine::TransferTask& task) {
  Json layers = Json::array();
  for (const engine::LayerFit& fit : task.fits)
    layers.push_back(
        {{"name", fit.name}, {"source", fit.source}, {"target", fit.target}, {"fits", fit.fits}});
  return layers;
}

Json cellJson(const engine::SweepCell& cell) {
  Json drift = Json::array();
  for (const auto& layer : cell.drift) drift.push_back(optional(layer));
  return {{"arm", cell.arm},
          {"samples_per_class", cell.samplesPerClass},
          {"seeds", cell.seeds},
          {"target_accuracies", cell.accuracies},
          {"target_accuracy", cell.median},
          {"least", cell.least},
          {"most", cell.most},
          {"source_accuracy", optional(cell.sourceAccuracy)},
          {"drift", drift},
          {"trainable_parameters", cell.trainableParameters},
          {"ms_per_step", cell.millisecondsPerStep},
          {"steps_to_80_percent_of_best", optional(cell.stepsTo80)}};
}

}  // namespace

std::string transferText(const TransferReport& report) {
  std::string text =
      fmt::format("{} → {}\n", cleaned(report.task.source.name), cleaned(report.task.target->name));
  if (report.task.hasNewHead && report.task.fits.back().fits) text += "The output layer is re-initialised.\n";
  for (const engine::LayerFit& fit : report.task.fits)
    if (fit.target == engine::kNoLayer)
      text += fmt::format("{} is left out: {}.\n", fit.name, fit.source);
    else if (fit.source == engine::kNoLayer)
      text += fmt::format("{} is new: {}.\n", fit.name, fit.target);
    else if (!fit.fits)
      text +=
          fmt::format("{} is re-initialised: {} in the source, {} here.\n", fit.name, fit.source, fit.target);
  text += fmt::format("\n{:>7}  {:<12}{:>9}{:>16}{:>10}{:>11}{:>10}{:>8}\n", "samples", "arm", "target %",
                      "range", "source %", "trainable", "ms/step", "to 4/5");
  for (const engine::SweepCell& cell : report.cells)
    text +=
        fmt::format("{:>7}  {:<12}{:>9}{:>16}{:>10}{:>11}{:>10.3f}{:>8}\n", cell.samplesPerClass, cell.arm,
                    percent(cell.median), percent(cell.least) + " – " + percent(cell.most),
                    cell.sourceAccuracy ? percent(*cell.sourceAccuracy) : "–", cell.trainableParameters,
                    cell.millisecondsPerStep, cell.stepsTo80 ? fmt::format("{:.0f}", *cell.stepsTo80) : "–");
  if (const std::string says = engine::conclusion(report.cells).text(); !says.empty())
    text += '\n' + says + '\n';
  if (!report.lesson.empty()) text += fmt::format("The lesson of this preset: {}\n", report.lesson);
  text +=
      fmt::format("{} after {:.1f} s.\n", report.isInterrupted ? "Interrupted" : "Finished", report.seconds);
  return text;
}

std::string transferJson(const TransferReport& report) {
  Json json;
  json["phase"] = report.isInterrupted ? "interrupted" : "finished";
  json["source"] = report.task.source.name;
  json["data"] = report.task.target->name;
  json["layers"] = layersJson(report.task);
  json["cells"] = Json::array();
  for (const engine::SweepCell& cell : report.cells) json["cells"].push_back(cellJson(cell));
  json["conclusion"] = engine::conclusion(report.cells).text();
  if (!report.lesson.empty()) json["lesson"] = report.lesson;
  json["seconds"] = report.seconds;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string transferList() {
  std::string text = "Presets (--preset):\n";
  for (const auto& preset : engine::transferPresets())
    text += fmt::format("  {:<24}{}. {}\n", preset.name, preset.title, preset.lesson);
  text += "Bundled models (--source):\n";
  for (const auto& model : engine::bundledModels())
    text += fmt::format("  {:<24}trained with {}\n", model.name, model.data);
  return text;
}

std::string transferListJson() {
  Json json;
  for (const auto& preset : engine::transferPresets())
    json["presets"].push_back({{"name", preset.name},
                               {"title", preset.title.text()},
                               {"lesson", preset.lesson.text()},
                               {"source", preset.model},
                               {"data", preset.data},
                               {"samples", preset.samplesPerClass},
                               {"arms", preset.arms},
                               {"new_head", preset.isHeadNew}});
  for (const auto& model : engine::bundledModels())
    json["models"].push_back({{"name", model.name}, {"file", model.file}, {"data", model.data}});
  return json.dump() + '\n';
}

}  // namespace pellucid::app
