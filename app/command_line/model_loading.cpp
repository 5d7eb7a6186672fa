// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/model_loading.h"

#include <fmt/format.h>

#include <cmath>

#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"

namespace pellucid::app {

CLI::Option* addModelInput(CLI::App& command, std::optional<std::string>& input) {
  return command
      .add_option(
          "--model-input", input,
          "What a model of another program wants to be given: 0-1, 0-255, mnist (mean 0.1307, deviation "
          "0.3081), mean=M, deviation=D, channels-first or channels-last; several with commas")
      ->type_name("TEXT");
}

void addOnnxWishes(CLI::App& command, OnnxWishes& wishes) {
  addModelInput(command, wishes.input);
  command.add_flag("--softmax", wishes.addSoftmax,
                   "The answers of a model of another program are logits: makes shares of them");
}

engine::Result<LoadedModel> openModel(const std::filesystem::path& path, const OnnxWishes& wishes) {
  auto loaded = loadModel(path, engine::Streams::Read, wishes);
  if (!loaded) return loaded;
  for (const engine::Message& text : loaded->model.notes)
    note(fmt::format("pellucid: {}: {}\n", cleaned(path.string()), cleaned(text.text())));
  return loaded;
}

void tellMatching(const engine::Message& matching) {
  if (!matching.empty()) note(fmt::format("pellucid: {}\n", cleaned(matching.text())));
}

engine::Result<engine::Dataset> matched(const LoadedModel& loaded, const engine::Dataset& dataset,
                                        bool isByOrder) {
  auto result = engine::matchNames(dataset, namesOf(loaded.model, isByOrder));
  if (!result) return result.error();
  if (const auto fits = checkFits(loaded, result->data); !fits) return fits.error();
  tellMatching(result->note);
  return std::move(result->data);
}

}  // namespace pellucid::app
