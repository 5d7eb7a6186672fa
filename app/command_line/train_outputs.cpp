// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_outputs.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/command_line/distinct_files.h"
#include "app/command_line/output_file.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "engine/io/atomic_write.h"
#include "engine/io/model_of_run.h"
#include "engine/io/onnx_proof.h"

namespace pellucid::app {
namespace {

struct Output {
  const char* option;
  const std::optional<std::filesystem::path>& path;
};

std::array<Output, 3> outputs(const TrainOptions& options) {
  return {{{"--metrics", options.metrics}, {"--export", options.exportTo}, {"--save", options.saveTo}}};
}

/// Records each new lowest test loss on the lane.
void noteTests(const engine::History& history, engine::LaneRecord& lane) {
  for (const engine::HistoryPoint& test : history.test) {
    const double loss = test.metrics.loss;
    const std::vector<engine::TestMark>& known = lane.records;
    if (test.step < lane.begin || !std::isfinite(loss)) continue;
    if (known.empty() || (test.step > known.back().step && loss < known.back().loss))
      lane.records.push_back({.step = test.step, .loss = loss});
  }
}

void fill(engine::Project& project, const engine::Trainer& trainer) {
  if (project.timeline) {
    auto timeline = std::make_shared<engine::TimelineRecord>(*project.timeline);
    goOn(*timeline, trainer.experiment(), trainer.state().step);
    noteTests(project.history, timeline->lanes[timeline->lane]);
    project.timeline = std::move(timeline);
  }
  project.arithmetic = engine::arithmeticHere();
  project.experiment = trainer.experiment();
  project.state = trainer.state();
  project.stepsPerEpoch = trainer.stepsPerEpoch();
  describeData(trainer.dataset(), project);
}

/// Also says on standard error what the file answers when it is read back.
engine::Result<void> writeModel(const std::filesystem::path& path, const engine::Trainer& trainer,
                                const TrainOutcome& outcome) {
  const engine::TrainedModel model =
      engine::modelOf(trainer.experiment(), trainer.dataset(), trainer.state(), outcome.test);
  const engine::Bytes bytes = engine::writeOnnx(model);
  const auto proof = engine::proveOnnx(bytes, model, trainer.dataset().test);
  if (!proof) return proof.error();
  if (auto written = engine::atomicWrite(path, bytes); !written) return written;
  note(fmt::format("pellucid: exported {}. {}\n", cleaned(path.string()), cleaned(describe(*proof).text())));
  return {};
}

const char* leftOutText(const engine::FittingProject& file) {
  if (!file.isTimelineLeftOut)
    return "pellucid: {} has become too large for all that it held. Its other runs are not in it.\n";
  return file.areRunsLeftOut ? "pellucid: {} has become too large for all that it held. Its earlier moments "
                               "and its other runs are not in it.\n"
                             : "pellucid: {} has become too large for all that it held. Its earlier moments "
                               "are not in it.\n";
}

}  // namespace

engine::Result<void> checkDistinct(const TrainOptions& options) {
  std::vector<NamedFile> inputs;
  addData(inputs, "--data", options.data);
  std::vector<NamedFile> outputs;
  for (const Output& output : app::outputs(options)) add(outputs, output.option, output.path);
  if (auto distinct = checkDistinct(inputs, outputs); !distinct) return distinct;
  std::erase_if(outputs, [&](const NamedFile& file) { return file.path == options.saveTo; });
  add(inputs, "--project", options.project);
  return checkDistinct(inputs, outputs);
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
  if (options.exportTo) written.push_back(writeModel(*options.exportTo, trainer, outcome));
  if (options.saveTo) {
    fill(project, trainer);
    const auto file = engine::writeFittingProject(project, project.state);
    if (file && (file->areRunsLeftOut || file->isTimelineLeftOut))
      note(fmt::format(fmt::runtime(leftOutText(*file)), cleaned(options.saveTo->string())));
    written.push_back(file ? engine::atomicWrite(*options.saveTo, file->bytes) : file.error());
  }
  return written;
}

}  // namespace pellucid::app
