// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/data_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/command_line/exit_code.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "engine/base/typed_word.h"
#include "engine/data/data_changes.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

/// "a,b" as given to --targets is "a|b" in a data set's name, where commas separate options.
std::string withColumns(const std::string& name, const char* option, std::string columns) {
  columns = engine::trimmedParts(columns);
  std::ranges::replace(columns, ',', '|');
  return fmt::format("{},{}={}", name, option, columns);
}

}  // namespace

std::string dataHelp() {
  return fmt::format(
      "{}, a table such as FILE.csv, FILE.npz of NumPy, or a folder with four IDX files or with pictures, a "
      "subfolder for each class; then :CLASSES as in "
      "mnist:0-4 or "
      "mnist:0,2,4, +CHANGEs as in mnist+parity ({}), and numbers: "
      "spiral,noise=0.1,samples=500,test=0.5,seed=3 "
      "for points, and for a table test, seed, target=classes or numbers, missing=drop or mean, "
      "text=onehot, shape=28x28 and scale=255; for pictures test, seed, size=64x64, colour=grey or rgb, "
      "fit=pad, crop or stretch, ink=bright or dark; samples=200 takes so many of the images to train on; "
      "validation=0.1 sets training samples aside to choose by",
      fmt::join(engine::datasetNames(), ", "), engine::existingChanges());
}

CLI::Option* addDataOption(CLI::App& command, std::optional<std::string>& target) {
  auto* data = command
                   .add_option_function<std::string>(
                       "--data", [&target](const std::string& name) { target = name; }, dataHelp())
                   ->type_name("NAME[:CLASSES][+CHANGE...][,OPTION=VALUE...]")
                   ->default_str(kDefaultData);
  // Declared after --data, and therefore called after it.
  const auto addColumns = [&](const char* name, const char* option, const char* help) {
    command
        .add_option_function<std::string>(
            name,
            [&target, option](const std::string& columns) { target = withColumns(*target, option, columns); },
            help)
        ->type_name("COLUMNS")
        ->needs(data);
  };
  addColumns("--targets", "targets",
             "Columns of FILE.csv to predict, as in price,rent; by default the last one");
  addColumns("--inputs", "inputs", "Columns of FILE.csv to predict them from; by default all the others");
  addColumns("--ignore", "ignore", "Columns of FILE.csv to leave out");
  return data;
}

void addByOrder(CLI::App& command, bool& isByOrder) {
  command.add_flag("--by-order", isByOrder,
                   "Matches columns and classes of the data with the model's by order instead of by name");
}

void tellReading(const engine::Dataset& dataset) {
  if (dataset.reading.empty()) return;
  const std::string place = fs::path(engine::placeOf(dataset.name)).filename().string();
  note(fmt::format("{}: {}\n", cleaned(place.empty() ? baseOfData(dataset.name) : place),
                   cleaned(dataset.reading.text())));
}

int dataFailed(const std::string& name, const engine::Error& error) {
  const std::string base = baseOfData(name);
  const bool isNameWrong = !isDataKnown(name) || (base != name && canBeLoadedAgain(base) && loadData(base));
  return isNameWrong ? wrongUsage(error) : failed(error);
}

}  // namespace pellucid::app
