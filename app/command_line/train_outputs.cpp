// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_outputs.h"

#include <fmt/format.h>

#include <array>

#include "app/command_line/output_file.h"
#include "engine/io/atomic_write.h"
#include "engine/io/onnx.h"

namespace pellucid::app {
namespace {

struct Output {
  const char* option;
  const std::optional<std::filesystem::path>& path;
};

std::array<Output, 3> outputs(const TrainOptions& options) {
  return {{{"--metrics", options.metrics}, {"--export", options.exportTo}, {"--save", options.saveTo}}};
}

engine::Model toModel(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  const engine::Experiment& experiment = trainer.experiment();
  const engine::Dataset& dataset = trainer.dataset();
  engine::Model model = {.network = experiment.network,
                         .shape = dataset.shape,
                         .weights = trainer.state().weights,
                         .classNames = dataset.classNames,
                         // Of a folder its name, because where it lies is nobody else's business.
                         .facts = {{"data", std::filesystem::path(experiment.data.name).filename().string()},
                                   {"seed", fmt::format("{}", experiment.seed)},
                                   {"steps", fmt::format("{}", trainer.state().step)},
                                   {"test_loss", fmt::format("{}", outcome.test.loss)}}};
  if (outcome.test.hasAccuracy()) model.facts["test_accuracy"] = fmt::format("{}", outcome.test.accuracy);
  return model;
}

void fill(engine::Project& project, const engine::Trainer& trainer) {
  project.experiment = trainer.experiment();
  project.state = trainer.state();
  project.stepsPerEpoch = trainer.stepsPerEpoch();
  project.shape = trainer.dataset().shape;
  project.classNames = trainer.dataset().classNames;
  project.targetNames = trainer.dataset().targetNames;
  project.datasetChecksum = trainer.dataset().checksum;
}

}  // namespace

engine::Result<void> checkDistinct(const TrainOptions& options) {
  const auto all = outputs(options);
  for (const Output& a : all)
    for (const Output& b : all)
      if (a.option != b.option && a.path && b.path &&
          a.path->lexically_normal() == b.path->lexically_normal())
        return engine::Error{fmt::format("{} and {} both name {}. Give each its own file.", a.option,
                                         b.option, a.path->string())};
  return {};
}

engine::Result<void> checkOutputs(const TrainOptions& options) {
  for (const Output& output : outputs(options))
    if (output.path)
      if (auto writable = checkOutput(output.option, *output.path); !writable) return writable;
  return {};
}

std::vector<engine::Result<void>> writeOutputs(const TrainOptions& options, const engine::Trainer& trainer,
                                               const TrainOutcome& outcome, engine::Project& project) {
  std::vector<engine::Result<void>> written;
  if (outcome.diverged) return written;
  if (options.exportTo)
    written.push_back(engine::atomicWrite(*options.exportTo, engine::writeOnnx(toModel(trainer, outcome))));
  if (options.saveTo) {
    fill(project, trainer);
    written.push_back(engine::atomicWrite(*options.saveTo, engine::writeProject(project)));
  }
  return written;
}

}  // namespace pellucid::app
