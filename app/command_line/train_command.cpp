// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_command.h"

#include "app/command_line/data_option.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output_file.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "app/command_line/train_experiment.h"
#include "app/command_line/train_loop.h"
#include "app/command_line/train_outputs.h"
#include "app/command_line/train_report.h"
#include "engine/train/cautions.h"
#include "engine/train/timeline.h"

namespace pellucid::app {
namespace {

/// The step of the project's run from which the trainer's settings have applied.
std::int64_t settingsSince(const engine::Project& project, const engine::Trainer& trainer) {
  engine::Experiment before = project.experiment;
  before.data = trainer.experiment().data;  // the same data, perhaps at another place
  if (trainer.state().step > 0 && before != trainer.experiment()) return trainer.state().step;
  return project.timeline ? engine::settingsSince(mapOf(*project.timeline)) : 0;
}

/// Trains and writes; `project` holds what the run continues from: its history so far and what a newer
/// version wrote.
int trainAndWrite(const TrainOptions& options, std::int64_t target, engine::Trainer& trainer,
                  engine::Project project) {
  const Interrupt interrupt;
  std::optional<MetricsFile> metrics;
  if (options.metrics) {
    auto begun = MetricsFile::begin(*options.metrics, project.history, trainer.stepsPerEpoch(),
                                    options.metricsEvery.value_or(MetricsEvery::Step));
    if (!begun) return failed(begun.error());
    metrics = *std::move(begun);
  }
  TrainOutcome outcome;
  std::optional<engine::RunWatch> watch;
  if (options.isDiagnosed)
    watch.emplace(engine::dataStatistics(trainer.dataset()), settingsSince(project, trainer));
  {
    Progress progress(trainer, target, options.isJson);
    outcome = trainUpTo(target, trainer, project.history, metrics ? &*metrics : nullptr,
                        watch ? &*watch : nullptr, progress, interrupt);
  }
  int exitCode = outcome.isInterrupted ? interrupt.exitCode() : kDone;
  if (outcome.diverged) {
    exitCode = failed({divergenceMessage(trainer, outcome)});
    if (options.exportTo || options.saveTo)
      exitCode = failed({engine::message(
          "A diverged model is neither exported nor saved; existing files of these names are unchanged.")});
  }
  if (metrics)
    if (const auto ended = metrics->end(); !ended) exitCode = failed(ended.error());
  for (const auto& written : writeOutputs(options, trainer, outcome, project))
    if (!written) exitCode = failed(written.error());
  const auto report = options.isJson ? jsonReport : textReport;
  // If the terminal disappeared, that is what ended the run.
  if (printResult(report(trainer, outcome)) != kDone && !outcome.isInterrupted) exitCode = kFailed;
  return exitCode;
}

}  // namespace

int runTrain(const TrainOptions& options) {
  if (const auto distinct = checkDistinct(options); !distinct) return wrongUsage(distinct.error());
  std::optional<engine::Project> project;
  if (options.project) {
    auto read = loadProject(*options.project);
    if (!read) return failed(read.error());
    project = *std::move(read);
  }

  const std::string name = project ? continuedDataName(options, *project)  //
                                   : dataName(options.data.value_or(kDefaultData));
  const auto dataset =
      loadData(engine::DataSpec{.name = name, .own = project ? project->experiment.data.own : nullptr});
  if (!dataset) return dataFailed(name, dataset.error());
  tellReading(**dataset);
  if (options.saveTo && !canBeLoadedAgain(name))
    note(cleaned(engine::message("The data came through a pipe, so {} can't find them again. Give them with "
                                 "--data to continue it.",
                                 options.saveTo->string())
                     .text()) +
         "\n");
  if (project && project->datasetChecksum != (*dataset)->checksum) {
    const engine::Error error{
        engine::message("{} was trained on data different from what {} holds now (checksum {:08x}, here "
                        "{:08x}). Restore them, or give the right place with --data.",
                        options.project->string(), name, project->datasetChecksum, (*dataset)->checksum)};
    return options.data ? wrongUsage(error) : failed(error);
  }

  auto experiment = project ? continuedExperiment(options, *project) : newExperiment(options, **dataset);
  if (!experiment) return wrongUsage(experiment.error());
  std::optional<LoadedModel> initial;
  if (options.initFrom) {
    auto model = openModel(*options.initFrom, {.input = options.modelInput});
    if (!model) return failed(model.error());
    initial = *std::move(model);
    if (const auto kept = keepScaling(**dataset, *initial, *experiment); !kept)
      return failed({engine::message("{}: {}", options.initFrom->string(), kept.error().message)});
  }
  if (options.exportTo)
    if (const auto fits = engine::checkOnnx(experiment->network); !fits)
      return wrongUsage({engine::message("--export: {}", fits.error().message)});
  auto trainer = engine::Trainer::create(*experiment, *dataset);
  if (!trainer) return wrongUsage(trainer.error());
  if (project)
    if (const auto restored = trainer->restore(std::move(project->state)); !restored)
      return failed(restored.error());
  engine::Project run = project ? *std::move(project) : engine::Project{};
  if (initial) {
    if (const auto taken = takeWeights(*initial, *trainer); !taken) return wrongUsage(taken.error());
    run.initial = std::make_shared<const engine::Vector>(trainer->state().weights);
  }
  // So that the window can go to each of its steps, which it trains again.
  if (options.saveTo && !run.timeline) {
    engine::Timeline timeline;
    timeline.begin(*trainer);
    run.timeline = std::make_shared<const engine::TimelineRecord>(timeline.record());
  }
  const auto target = targetSteps(options, trainer->stepsPerEpoch(), trainer->state().step);
  if (!target) return wrongUsage(target.error());
  if (const auto writable = checkOutputs(options); !writable) return failed(writable.error());
  for (const engine::Message& caution : cautions(*experiment, *trainer->network(), **dataset))
    note("pellucid: " + cleaned(caution.text()) + "\n");
  return trainAndWrite(options, *target, *trainer, std::move(run));
}

}  // namespace pellucid::app
