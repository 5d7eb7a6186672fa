// SPDX-License-Identifier: GPL-3.0-or-later
// Data by their name as people write it, from where this installation keeps them. Blocking; any thread.
#pragma once

#include <string>

#include "engine/data/catalogue.h"

namespace pellucid::app {

/// The part of a name that says which data are meant.
std::string baseOfData(const std::string& name);

/// The name as kept in a DataSpec: a file or folder as an absolute path, so that a project finds it from
/// anywhere; anything else without blanks and capitals.
std::string dataName(const std::string& given);

/// False if the name itself is wrong: no data set has it, nothing has that path, or its changes are not
/// understood.
bool isDataKnown(const std::string& name);

/// Loads the data from where this installation keeps them; the errors are those of engine::loadDataset().
engine::Result<engine::DatasetPtr> loadData(const std::string& name,
                                            engine::Streams streams = engine::Streams::Read,
                                            const engine::TableWishes& wishes = {});

/// The same, with the samples stored in a project.
engine::Result<engine::DatasetPtr> loadData(const engine::DataSpec& data,
                                            engine::Streams streams = engine::Streams::Read,
                                            const engine::TableWishes& wishes = {});

/// Whether loadData() can be called a second time: a pipe has been read by then.
bool canBeLoadedAgain(const std::string& name);

}  // namespace pellucid::app
