// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid evaluate MODEL`: loss and accuracy of a model on the test split of a data set, and of each class.
// Of a table that the model was not trained on, all rows are test samples, unless the name asks for a share.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "app/command_line/model_loading.h"

namespace pellucid::app {

struct EvaluateOptions {
  std::string model;
  std::optional<std::string> data;
  OnnxWishes wishes;       ///< for another program's model
  bool isByOrder = false;  ///< columns and classes are matched by their order, not by their names
  bool isJson = false;
};

/// Declares the options on `command`; parsing fills `options`, which must outlive it.
void addEvaluateOptions(CLI::App& command, EvaluateOptions& options);

/// Returns an exit code. The loss is usualLoss() of the output layer. As JSON: loss, samples, and, for
/// classes, accuracy (0 … 1) and per_class, a list of class, samples and accuracy (null without samples).
int runEvaluate(const EvaluateOptions& options);

}  // namespace pellucid::app
