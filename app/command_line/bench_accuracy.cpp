// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/bench_accuracy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "engine/base/median.h"

namespace pellucid::app {
namespace {

std::int64_t reachedBy(const AccuracyFigures& figures, std::size_t level) {
  return std::ranges::count_if(
      figures.runs, [&](const engine::TimeToAccuracy& run) { return run.levels[level].has_value(); });
}

double accuracyAtTheEnd(const AccuracyFigures& figures) {
  std::vector<double> accuracies;
  for (const engine::TimeToAccuracy& run : figures.runs) accuracies.push_back(run.accuracy);
  return engine::median(std::move(accuracies));
}

int percentOf(double level) {
  return static_cast<int>(std::lround(100 * level));
}

engine::Result<std::vector<AccuracyFigures>> measure(std::int64_t seeds) {
  std::vector<AccuracyFigures> all;
  for (const engine::AccuracyCase& one : engine::accuracyCases()) {
    const auto dataset = loadData(one.experiment.data.name);
    if (!dataset) return dataset.error();
    engine::Experiment experiment = one.experiment;
    AccuracyFigures figures{.name = one.name, .epochs = experiment.training.stopping.epochs, .runs = {}};
    for (std::int64_t seed = 1; seed <= seeds; ++seed) {
      experiment.seed = static_cast<std::uint64_t>(seed);
      auto run = engine::measureTimeToAccuracy(experiment, *dataset, kAccuracyLevels);
      if (!run) return run.error();
      figures.runs.push_back(*std::move(run));
    }
    all.push_back(std::move(figures));
  }
  return all;
}

}  // namespace

std::optional<double> medianSeconds(const AccuracyFigures& figures, std::size_t level) {
  constexpr double kForEver = std::numeric_limits<double>::infinity();
  std::vector<double> seconds;
  for (const engine::TimeToAccuracy& run : figures.runs)
    seconds.push_back(run.levels[level] ? run.levels[level]->seconds : kForEver);
  const double middle = engine::median(std::move(seconds));
  return middle < kForEver ? std::optional(middle) : std::nullopt;
}

std::string accuracyText(const std::vector<AccuracyFigures>& all) {
  constexpr int kNameWidth = 16;
  constexpr int kWidth = 27;
  std::string text = fmt::format("{:<{}}", "network", kNameWidth);
  for (const double level : kAccuracyLevels)
    text += fmt::format("{:<{}}", fmt::format("to {} %", percentOf(level)), kWidth);
  text += "at the end\n";
  for (const AccuracyFigures& figures : all) {
    text += fmt::format("{:<{}}", figures.name, kNameWidth);
    for (std::size_t level = 0; level < kAccuracyLevels.size(); ++level) {
      const auto seconds = medianSeconds(figures, level);
      text += fmt::format("{:<{}}",
                          seconds ? fmt::format("{:.2f} s", *seconds)
                                  : fmt::format("not reached in {} epochs", figures.epochs),
                          kWidth);
    }
    text += fmt::format("{:.2f} %\n", 100 * accuracyAtTheEnd(figures));
  }
  const std::size_t seeds = all.empty() ? 0 : all.front().runs.size();
  return text +
         fmt::format("Seconds of training, not counting the tests, four per epoch; the median of {} {}.\n",
                     seeds, seeds == 1 ? "seed" : "seeds");
}

std::string accuracyJson(const std::vector<AccuracyFigures>& all) {
  nlohmann::ordered_json json;
  json["accuracy"] = nlohmann::ordered_json::array();
  for (const AccuracyFigures& figures : all) {
    nlohmann::ordered_json one = {
        {"name", figures.name}, {"epochs", figures.epochs}, {"seeds", figures.runs.size()}};
    for (std::size_t level = 0; level < kAccuracyLevels.size(); ++level) {
      const int percent = percentOf(kAccuracyLevels[level]);
      const auto seconds = medianSeconds(figures, level);
      one[fmt::format("seconds_to_{}", percent)] =
          seconds ? nlohmann::ordered_json(*seconds) : nlohmann::ordered_json(nullptr);
      one[fmt::format("reached_{}", percent)] = reachedBy(figures, level);
    }
    one["test_accuracy"] = accuracyAtTheEnd(figures);
    json["accuracy"].push_back(std::move(one));
  }
  return json.dump() + '\n';
}

int runAccuracyBench(std::int64_t seeds, bool isJson) {
  const auto all = measure(seeds);
  if (!all) return failed(all.error());
  return printResult((isJson ? accuracyJson : accuracyText)(*all));
}

}  // namespace pellucid::app
