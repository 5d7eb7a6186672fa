// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/data_option.h"

#include <algorithm>
#include <filesystem>

#include "app/data_locations.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

bool isNamedDataset(const std::string& name) {
  const auto names = engine::datasetNames();
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool isFolder(const std::string& name) {
  std::error_code ignored;
  return fs::is_directory(name, ignored);
}

}  // namespace

CLI::Option* addDataOption(CLI::App& command, std::optional<std::string>& target) {
  return command
      .add_option_function<std::string>(
          "--data", [&target](const std::string& name) { target = name; },
          "mnist, fashion-mnist, or a folder with four IDX files")
      ->type_name("NAME|FOLDER")
      ->default_str(kDefaultData);
}

std::string dataName(const std::string& given) {
  if (isNamedDataset(given) || !isFolder(given)) return given;
  return fs::absolute(given).lexically_normal().string();
}

bool isDataKnown(const std::string& name) {
  return isNamedDataset(name) || isFolder(name);
}

engine::Result<engine::DatasetPtr> loadData(const std::string& name) {
  return engine::loadDataset(name, dataLocations());
}

}  // namespace pellucid::app
