// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid transfer` was asked to do, as a value. An empty optional was not given: the preset's value
// counts then, or the default.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/layers_text.h"
#include "engine/train/experiment.h"

namespace pellucid::app {

struct TransferOptions {
  bool isList = false;
  std::optional<std::string> preset;
  std::optional<std::string> source;      ///< the name of a bundled model, a file, or data to train one with
  std::optional<std::string> sourceData;  ///< what a file's model was trained on
  std::optional<std::string> modelInput;  ///< for a file, as read by engine::parseOnnxInput()
  std::optional<std::string> data;        ///< the target
  std::optional<engine::LayersText> layers;
  std::optional<std::string> arms;
  std::optional<std::vector<engine::Index>> samples;
  std::optional<std::uint64_t> seeds;
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> every;
  std::optional<engine::Index> batchSize;
  std::optional<engine::Optimizer> optimizer;
  std::optional<double> learningRate;
  std::optional<double> fineTuneFactor;
  std::optional<std::int64_t> sourceSteps;
  std::optional<engine::Index> sourceBatch;
  std::optional<engine::Index> testSamples;
  std::optional<unsigned> threads;
  std::optional<std::filesystem::path> csv;
  std::optional<std::filesystem::path> svg;
  bool isHeadNew = false;  ///< the output layer is re-initialised even if the classes are the same
  bool isJson = false;
  bool isTimingOff = false;  ///< the CSV's ms_per_step stays empty
};

/// As for TrainOptions: parsing fills `options`, which must outlive `command`.
void addTransferOptions(CLI::App& command, TransferOptions& options);

}  // namespace pellucid::app
