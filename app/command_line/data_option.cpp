// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/data_option.h"

#include <fmt/format.h>

#include "app/data_locations.h"
#include "engine/data/data_changes.h"

namespace pellucid::app {
std::string dataHelp() {
  return fmt::format(
      "{}, a file FILE.csv, or a folder with four IDX files; then :CLASSES as in mnist:0-4 or mnist:0,2,4 "
      "and "
      "+CHANGEs as in mnist+parity: {}",
      fmt::join(engine::datasetNames(), ", "), engine::existingChanges());
}

CLI::Option* addDataOption(CLI::App& command, std::optional<std::string>& target) {
  return command
      .add_option_function<std::string>(
          "--data", [&target](const std::string& name) { target = name; }, dataHelp())
      ->type_name("NAME[:CLASSES][+CHANGE...][,OPTION=VALUE...]")
      ->default_str(kDefaultData);
}

std::string dataName(const std::string& given) {
  return engine::absoluteName(given);
}

bool isDataKnown(const std::string& name) {
  return engine::isDatasetKnown(name);
}

engine::Result<engine::DatasetPtr> loadData(const std::string& name) {
  return engine::loadDataset(name, dataLocations());
}

}  // namespace pellucid::app
