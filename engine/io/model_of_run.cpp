// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_of_run.h"

#include <fmt/format.h>

#include <filesystem>

namespace pellucid::engine {

TrainedModel modelOf(const Experiment& experiment, const Dataset& dataset, const RunState& state,
                     const std::optional<Metrics>& test) {
  TrainedModel model{.network = experiment.network,
                     .shape = dataset.shape,
                     .weights = state.weights,
                     .classNames = dataset.classNames,
                     .facts = {{"data", std::filesystem::path(experiment.data.name).filename().string()},
                               {"seed", fmt::format("{}", experiment.seed)},
                               {"steps", fmt::format("{}", state.step)}},
                     .inputNames = dataset.inputNames,
                     .targetNames = dataset.answerName.empty() ? dataset.targetNames
                                                               : std::vector<std::string>{dataset.answerName},
                     .scaling = dataset.scaling};
  if (!test) return model;
  model.facts["test_loss"] = fmt::format("{}", test->loss);
  if (test->hasAccuracy()) model.facts["test_accuracy"] = fmt::format("{}", test->accuracy);
  return model;
}

}  // namespace pellucid::engine
