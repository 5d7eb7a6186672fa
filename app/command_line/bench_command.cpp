// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/bench_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_line/bench_accuracy.h"
#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/option_values.h"
#include "engine/base/instruction_set.h"
#include "engine/inspect/speed.h"

namespace pellucid::app {
namespace {

struct Measured {
  std::string name;
  engine::Speed speed;
};

struct Report {
  double matrixProduct = 0;
  double evaluation = 0;
  std::vector<Measured> cases;
};

engine::Result<Report> measure(double seconds) {
  Report report;
  report.matrixProduct = engine::measureMatrixProduct(seconds);
  for (const engine::SpeedCase& one : engine::speedCases()) {
    const auto dataset = loadData(one.experiment.data.name);
    if (!dataset) return dataset.error();
    if (report.cases.empty()) {
      const auto evaluation = engine::measureEvaluation(one.experiment, *dataset, seconds);
      if (!evaluation) return evaluation.error();
      report.evaluation = *evaluation;
    }
    const auto speed = engine::measureTraining(one.experiment, *dataset, seconds);
    if (!speed) return speed.error();
    report.cases.push_back({.name = one.name, .speed = *speed});
  }
  return report;
}

std::string asJson(const Report& report) {
  nlohmann::ordered_json json;
  json["instructions"] = engine::instructionSet();
  json["matrix_product_gflops"] = report.matrixProduct;
  json["evaluate_10000_ms"] = report.evaluation;
  json["cases"] = nlohmann::ordered_json::array();
  for (const auto& [name, speed] : report.cases)
    json["cases"].push_back({{"name", name},
                             {"samples_per_second", speed.samplesPerSecond},
                             {"steps_per_second", 1e6 / speed.microsecondsPerStep},
                             {"us_per_step", speed.microsecondsPerStep},
                             {"forward", speed.forward},
                             {"backward", speed.backward},
                             {"optimizer", speed.optimizer}});
  return json.dump() + '\n';
}

std::string asText(const Report& report) {
  std::string text = fmt::format("{:<12}{:>12}{:>12}{:>12}{:>10}{:>10}{:>11}\n", "network", "samples/s",
                                 "steps/s", "µs/step", "forward", "backward", "optimizer");
  for (const auto& [name, speed] : report.cases)
    text += fmt::format("{:<12}{:>12.0f}{:>12.0f}{:>12.2f}{:>8.0f} %{:>8.0f} %{:>9.0f} %\n", name,
                        speed.samplesPerSecond, 1e6 / speed.microsecondsPerStep, speed.microsecondsPerStep,
                        100 * speed.forward, 100 * speed.backward, 100 * speed.optimizer);
  text += fmt::format("Evaluating 10,000 test images, 784-64-10: {:.1f} ms\n", report.evaluation);
  text += fmt::format("A product of two 512×512 matrices: {:.1f} GFLOP/s. The engine is built for {}.\n",
                      report.matrixProduct, engine::instructionSet());
  return text;
}

}  // namespace

void addBenchOptions(CLI::App& command, BenchOptions& options) {
  auto* seconds = addNumber(command, "--seconds", options.seconds, 0.1, 60,
                            fmt::format("Seconds per case; by default {}", kDefaultBenchSeconds));
  auto* window = addNumber(command, "--window", options.window, 0.5, 600,
                           "Opens the window and trains 784-64-10 on MNIST in it for N seconds");
  window->excludes(seconds);
  auto* accuracy = command.add_flag("--accuracy", options.isAccuracy,
                                    "Trains networks on MNIST until their test accuracy is 97, 98 and 99 %");
  accuracy->excludes(seconds)->excludes(window);
  addNumber(command, "--seeds", options.seeds, 1, kMostAccuracySeeds,
            fmt::format("Runs of each network, whose median counts; by default {}", kDefaultAccuracySeeds))
      ->needs(accuracy);
  command.add_flag("--json", options.isJson, "One line of JSON on standard output");
}

int runBench(const BenchOptions& options, const MeasureWindow& measureWindow) {
  if (options.window) return measureWindow(*options.window, options.isJson);
  if (options.isAccuracy)
    return runAccuracyBench(options.seeds.value_or(kDefaultAccuracySeeds), options.isJson);
  const auto report = measure(options.seconds.value_or(kDefaultBenchSeconds));
  if (!report) return failed(report.error());
  return printResult((options.isJson ? asJson : asText)(*report));
}

}  // namespace pellucid::app
