// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line calls MODEL, and whether data go with it.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>

#include "app/models/loaded_model.h"
#include "app/models/model_names.h"
#include "engine/data/catalogue.h"
#include "engine/data/match_names.h"

namespace pellucid::app {

/// Like loadModel(), also from a pipe. What a reader has assumed beyond what the file says is reported on
/// standard error.
engine::Result<LoadedModel> openModel(const std::filesystem::path& path, const OnnxWishes& wishes = {});

/// Declares --model-input.
CLI::Option* addModelInput(CLI::App& command, std::optional<std::string>& input);
/// Declares --model-input and --softmax.
void addOnnxWishes(CLI::App& command, OnnxWishes& wishes);

/// The data in the order of the model's names, reporting what was left out; unchanged with `isByOrder`. The
/// errors are those of engine::matchNames() and checkFits().
engine::Result<engine::Dataset> matched(const LoadedModel& loaded, const engine::Dataset& dataset,
                                        bool isByOrder);

/// Says on standard error what the model cannot use of them.
void tellMatching(const engine::Message& matching);

}  // namespace pellucid::app
