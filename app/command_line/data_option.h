// SPDX-License-Identifier: GPL-3.0-or-later
// The option --data, which all commands share: a name as engine/data/catalogue.h takes it; and --targets,
// --inputs and --ignore, which name columns of a table.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "app/models/named_data.h"

namespace pellucid::app {

inline constexpr const char* kDefaultData = "mnist";

/// What a data name can be, for the help.
std::string dataHelp();

/// Declares both; parsing fills `target`, which must outlive the command. Returns --data.
CLI::Option* addDataOption(CLI::App& command, std::optional<std::string>& target);

/// Declares --by-order.
void addByOrder(CLI::App& command, bool& isByOrder);

/// Says on standard error how a table was read; nothing for other data.
void tellReading(const engine::Dataset& dataset);

/// Reports that loadData(name) failed and returns the exit code: wrong usage if the data exist and what
/// follows their name is wrong, a failure if they cannot be read.
int dataFailed(const std::string& name, const engine::Error& error);

}  // namespace pellucid::app
