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

/// As loadModel(), from a pipe, too. What a reader has made of a file beyond what it says is told on standard
/// error.
engine::Result<LoadedModel> openModel(const std::filesystem::path& path, const OnnxWishes& wishes = {});

/// Declares --model-input.
CLI::Option* addModelInput(CLI::App& command, std::optional<std::string>& input);
/// Declares --model-input and --softmax.
void addOnnxWishes(CLI::App& command, OnnxWishes& wishes);

/// The data in the order of the model's names, with what was left out told; as they are with `isByOrder`. The
/// errors are those of engine::matchNames() and checkFits().
engine::Result<engine::Dataset> matched(const LoadedModel& loaded, const engine::Dataset& dataset,
                                        bool isByOrder);

/// What the model can't make of them, on standard error.
void tellMatching(const engine::Message& matching);

}  // namespace pellucid::app
