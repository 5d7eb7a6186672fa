// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid train` was asked to do, as a value. An empty optional was not given: the seed experiment's
// value counts then, or the project's.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/command_line/metrics_file.h"
#include "app/command_line/training_numbers.h"
#include "engine/model/layers_text.h"
#include "engine/train/experiment.h"

namespace pellucid::app {

struct TrainOptions {
  std::optional<std::string> data;
  std::optional<engine::LayersText> layers;
  std::optional<engine::Loss> loss;
  std::optional<engine::Optimizer> optimizer;
  std::optional<double> learningRate;
  std::optional<engine::Index> batchSize;
  TrainingNumbers numbers;
  std::optional<std::int64_t> epochs;  ///< from the beginning of the run; excludes steps
  std::optional<std::int64_t> steps;   ///< from the beginning of the run
  std::optional<std::uint64_t> seed;
  std::optional<engine::Initializer> initializer;
  std::optional<std::vector<std::size_t>> frozenLayers;  ///< counted from 1; all others become trainable
  bool isShuffleOff = false;
  std::optional<std::filesystem::path> initFrom;
  std::optional<std::string> modelInput;  ///< for initFrom, as read by engine::parseOnnxInput()
  std::optional<std::filesystem::path> project;
  std::optional<std::filesystem::path> metrics;
  std::optional<MetricsEvery> metricsEvery;
  std::optional<std::filesystem::path> exportTo;
  std::optional<std::filesystem::path> saveTo;
  bool isDiagnosed = false;
  bool isJson = false;
};

inline constexpr std::int64_t kDefaultEpochs = 10;
inline constexpr std::int64_t kMaxSteps = 1'000'000'000;

/// Declares the options on `command`; parsing fills `options`, which must outlive it. Values that are invalid
/// in themselves (unknown names, numbers out of range) end in a CLI::ParseError.
void addTrainOptions(CLI::App& command, TrainOptions& options);

}  // namespace pellucid::app
