// SPDX-License-Identifier: GPL-3.0-or-later
// The option --data, which all commands share: a name as engine/data/catalogue.h takes it; and --targets,
// --inputs and --ignore, which name columns of a table.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "engine/data/catalogue.h"

namespace pellucid::app {

inline constexpr const char* kDefaultData = "mnist";

/// What a name of data may be, for help.
std::string dataHelp();

/// Declares both; parsing fills `target`, which must outlive the command. Returns --data.
CLI::Option* addDataOption(CLI::App& command, std::optional<std::string>& target);

/// Declares --by-order.
void addByOrder(CLI::App& command, bool& isByOrder);

/// The name as a DataSpec keeps it: a file or folder as an absolute path, so that a project finds it from
/// anywhere, and what is no file without blanks and capitals.
std::string dataName(const std::string& given);

/// False where the name itself is wrong: no data set is called so, nothing has that path, or its changes are
/// not understood.
bool isDataKnown(const std::string& name);

/// Loads the data from where this installation keeps them; the errors are those of engine::loadDataset().
engine::Result<engine::DatasetPtr> loadData(const std::string& name,
                                            engine::Streams streams = engine::Streams::Read,
                                            const engine::TableWishes& wishes = {});

/// Says on standard error how a table was read; nothing for other data.
void tellReading(const engine::Dataset& dataset);

/// Whether loadData() can be asked a second time: a pipe has been read then.
bool canBeLoadedAgain(const std::string& name);

/// Tells that loadData(name) failed and returns the exit code: of wrong usage where the data are there and
/// what stands behind their name is wrong, of a failure where they cannot be read.
int dataFailed(const std::string& name, const engine::Error& error);

}  // namespace pellucid::app
