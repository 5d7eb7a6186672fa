// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/named_data.h"

#include <algorithm>

#include "app/data_locations.h"
#include "engine/base/typed_word.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

bool isBuiltIn(const std::string& base) {
  const auto names = engine::datasetNames();
  return std::ranges::find(names, base) != names.end();
}

}  // namespace

std::string baseOfData(const std::string& name) {
  return name.substr(0, name.find_first_of(":+,"));
}

std::string dataName(const std::string& given) {
  if (engine::isOwnName(baseOfData(given))) return given;
  const bool isPath = engine::isDatasetKnown(given) && !isBuiltIn(baseOfData(given));
  const std::string plain = engine::plainWord(engine::trimmedParts(given));
  return !isPath && isBuiltIn(baseOfData(plain)) ? plain : engine::absoluteName(given);
}

bool isDataKnown(const std::string& name) {
  return engine::isDatasetKnown(name);
}

engine::Result<engine::DatasetPtr> loadData(const std::string& name, engine::Streams streams,
                                            const engine::TableWishes& wishes) {
  auto dataset = engine::loadDataset(name, dataLocations(), streams, {}, wishes);
  const std::string base = baseOfData(name);
  if (dataset || isDataKnown(name) || isBuiltIn(base)) return dataset;
  // If there are no such data, the options after their name cannot be judged.
  if (!isDataKnown(base)) dataset = engine::loadDataset(base, dataLocations(), streams, {}, wishes);
  if (dataset) return dataset;
  return engine::Error{
      engine::followed(dataset.error().message, engine::didYouMean(base, engine::datasetNames()))};
}

engine::Result<engine::DatasetPtr> loadData(const engine::DataSpec& data, engine::Streams streams,
                                            const engine::TableWishes& wishes) {
  if (!engine::isOwnName(baseOfData(data.name))) return loadData(data.name, streams, wishes);
  return engine::loadDataset(data, dataLocations(), streams, {}, wishes);
}

bool canBeLoadedAgain(const std::string& name) {
  const fs::path place = engine::placeOf(name);
  std::error_code ignored;
  return place.empty() || fs::is_regular_file(place, ignored) || fs::is_directory(place, ignored);
}

}  // namespace pellucid::app
