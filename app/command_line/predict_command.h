// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid predict MODEL`: what a model sees in an image file or in a sample of a data set's test split, or
// what it answers to every row of a table.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/numeric.h"

#include "app/command_line/model_loading.h"

namespace pellucid::app {

struct PredictOptions {
  std::string model;
  std::optional<std::filesystem::path> image;  ///< excludes sample
  std::optional<engine::Index> sample;         ///< of the test split, counted from 0
  std::optional<std::string> data;             ///< where the sample comes from
  std::optional<std::filesystem::path> csv;    ///< the file for the answers to all rows of `data`
  OnnxWishes wishes;                           ///< for another program's model
  bool isByOrder = false;                      ///< as in EvaluateOptions
  bool isJson = false;
};

/// Declares the options on `command`; parsing fills `options`, which must outlive it.
void addPredictOptions(CLI::App& command, PredictOptions& options);

/// Returns an exit code. As JSON: prediction (number of the class), class (its name), probabilities after
/// softmax and outputs otherwise (a number for each class); for a sample label (number of its class); for an
/// image inverted. For numeric targets: outputs and targets.
int runPredict(const PredictOptions& options);

}  // namespace pellucid::app
