// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/transfer_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>
#include <utility>

#include "app/command_line/data_option.h"
#include "app/command_line/distinct_files.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/interrupt.h"
#include "app/command_line/output_file.h"
#include "app/command_line/standard_streams.h"
#include "app/command_line/train_experiment.h"
#include "app/command_line/transfer_report.h"
#include "app/models/transfer_source.h"
#include "engine/base/latest_job.h"
#include "engine/base/side_by_side.h"
#include "engine/base/typed_word.h"
#include "engine/io/atomic_write.h"
#include "engine/io/transfer_csv.h"
#include "engine/io/transfer_svg.h"
#include "engine/transfer/presets.h"

namespace pellucid::app {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The options, completed with the preset's values.
engine::Result<TransferOptions> completed(TransferOptions options, std::string& lesson) {
  if (!options.preset) return options;
  const auto preset = engine::findPreset(engine::plainWord(*options.preset));
  if (!preset) {
    std::vector<std::string> names;
    for (const auto& one : engine::transferPresets()) names.push_back(one.name);
    return engine::Error{
        engine::followed(preset.error().message, engine::didYouMean(*options.preset, names))};
  }
  options.source = preset->model;
  if (!options.data) options.data = preset->data;
  if (!options.samples) options.samples = preset->samplesPerClass;
  if (!options.arms) options.arms = preset->arms;
  options.isHeadNew = options.isHeadNew || preset->isHeadNew;
  lesson = preset->lesson.text();
  return options;
}

engine::TrainingSpec trainingOf(const TransferOptions& options) {
  engine::TrainingSpec training;
  training.optimizer = options.optimizer.value_or(training.optimizer);
  training.settings = engine::defaultSettings(training.optimizer);
  training.learningRate = options.learningRate.value_or(training.learningRate);
  training.batchSize = options.batchSize.value_or(training.batchSize);
  return training;
}

/// With a model as source, --layers is the target's network.
engine::Result<std::optional<engine::NetworkSpec>> networkOf(const TransferOptions& options,
                                                             const engine::TrainedModel& source,
                                                             const engine::Dataset& target) {
  if (!options.layers) return std::optional<engine::NetworkSpec>();
  if (isModelSource(*options.source))
    if (const auto fits = checkInput(*options.layers, target); !fits) return fits.error();
  engine::NetworkSpec network{.layers = options.layers->layers, .initializer = source.network.initializer};
  network.layers.back().units = target.outputs();
  return std::optional(std::move(network));
}

/// A line on standard error that is overwritten while the sweep runs; without a terminal, one line per run
/// and one for the first figure. Nothing with --json.
class SweepProgress {
 public:
  SweepProgress(std::size_t runs, Clock::time_point begin, bool isJson)
      : m_runs(runs), m_begin(begin), m_isTerminal(isatty(STDERR_FILENO) == 1), m_isJson(isJson) {}
  ~SweepProgress() {
    if (m_isOpen) note("\n");
  }
  void operator()(const engine::ArmCurve& curve) {
    if (!m_isTerminal && !m_isJson && !std::exchange(m_hasBegun, true))
      note(fmt::format("run 1 of {} has started\n", m_runs));
    if (!curve.isComplete) return;
    ++m_done;
    if (!m_isTerminal) {
      if (!m_isJson) note(fmt::format("run {} of {}\n", m_done, m_runs));
      return;
    }
    const double seconds = secondsSince(m_begin);
    const double left = seconds * static_cast<double>(m_runs - m_done) / static_cast<double>(m_done);
    // \r returns to the line's beginning, ESC [ K clears the rest of a longer line.
    note(fmt::format("\rrun {} of {}, about {:.0f} s left\x1b[K", m_done, m_runs, left));
    m_isOpen = true;
  }

 private:
  std::size_t m_runs;
  Clock::time_point m_begin;
  bool m_isTerminal;
  bool m_isJson;
  bool m_hasBegun = false;
  std::size_t m_done = 0;
  bool m_isOpen = false;
};

/// Turns a signal, which its handler can only remember, into a request to end the sweep.
class StopOnInterrupt {
 public:
  StopOnInterrupt() {
    m_watcher.request([this](const engine::Progress& watching) {
      constexpr std::chrono::milliseconds kInterval(20);
      while (!watching.isCancelled() && !m_interrupt.wasRequested()) std::this_thread::sleep_for(kInterval);
      if (m_interrupt.wasRequested()) m_sweep.cancel();
      return true;
    });
  }
  const engine::Progress& sweep() const { return m_sweep; }
  int exitCode() const { return m_interrupt.exitCode(); }

 private:
  Interrupt m_interrupt;
  engine::Progress m_sweep = engine::Progress::watched();
  engine::LatestJob<bool> m_watcher;
};

/// Refuses what means nothing for this source: a model is already trained, and data are their own source
/// data.
engine::Result<void> checkSourceOptions(const TransferOptions& options) {
  const std::string& source = *options.source;
  if (!isModelSource(source)) {
    if (options.modelInput)
      return engine::Error{engine::message(
          "--model-input says what a model of another program wants, but --source {} is data. "
          "Leave --model-input out.",
          source)};
    if (!options.sourceData || !isDataKnown(dataName(source))) return {};
    return engine::Error{
        engine::message("--source-data is {}, but it names the data of a trained model, and --source {} is "
                        "data, on which a network is trained first. Leave --source-data out.",
                        *options.sourceData, source)};
  }
  const auto refuse = [&](const char* option, const auto& given) -> engine::Result<void> {
    if (!given) return {};
    return engine::Error{
        engine::message("{} is {}, but it says how to train a source given as data, and {} is a model, which "
                        "is already trained. Leave {} out.",
                        option, *given, source, option)};
  };
  if (auto steps = refuse("--source-steps", options.sourceSteps); !steps) return steps;
  return refuse("--source-batch", options.sourceBatch);
}

engine::Result<void> checkDistinct(const TransferOptions& options) {
  std::vector<NamedFile> inputs;
  addData(inputs, "--source", options.source);
  addData(inputs, "--source-data", options.sourceData);
  addData(inputs, "--data", options.data);
  std::vector<NamedFile> outputs;
  add(outputs, "--csv", options.csv);
  add(outputs, "--svg", options.svg);
  return checkDistinct(inputs, outputs);
}

/// Reports why there is no source and returns the exit code.
int sourceFailed(const TransferOptions& options, const engine::Error& error) {
  if (options.sourceData && !isDataKnown(dataName(*options.sourceData))) return wrongUsage(error);
  if (isModelSource(*options.source)) return failed(error);
  const std::string name = dataName(*options.source);
  const bool isTraining = canBeLoadedAgain(name) && loadData(name);
  return isTraining ? wrongUsage(error) : dataFailed(name, error);
}

int runSweepAndReport(const TransferOptions& options, const engine::TransferTask& task,
                      const engine::SweepSpec& spec, const std::string& lesson, Clock::time_point begin) {
  const StopOnInterrupt interrupt;
  std::optional<engine::Result<std::vector<engine::ArmCurve>>> curves;
  {
    SweepProgress progress(spec.runs(), Clock::now(), options.isJson);
    curves = engine::runSweep(task, spec, options.threads.value_or(engine::allCores()), interrupt.sweep(),
                              std::ref(progress));
  }
  if (!*curves) return wrongUsage(curves->error());
  const bool isInterrupted = interrupt.sweep().isCancelled();
  int exitCode = isInterrupted ? interrupt.exitCode() : kDone;
  for (const engine::ArmCurve& curve : **curves)
    if (curve.diverged)
      exitCode = failed({engine::message("{} with {} samples per class and seed {} diverged at step {}. {}",
                                         curve.arm, curve.samplesPerClass, curve.seed, curve.diverged->step,
                                         curve.diverged->explanation)});
  if (options.csv)
    if (const auto written = engine::atomicWrite(
            *options.csv, std::string_view(engine::transferCsv(**curves, !options.isTimingOff)));
        !written)
      exitCode = failed(written.error());
  const auto cells = engine::summarise(**curves);
  if (options.svg) {
    const std::string title = fmt::format("{} → {}", task.source.name, task.target->name);
    if (const auto written =
            engine::atomicWrite(*options.svg, std::string_view(engine::transferSvg(cells, **curves, title)));
        !written)
      exitCode = failed(written.error());
  }
  const TransferReport report{.task = task,
                              .cells = cells,
                              .lesson = lesson,
                              .isInterrupted = isInterrupted,
                              .seconds = secondsSince(begin)};
  const std::string result = options.isJson ? transferJson(report) : transferText(report);
  // If the terminal disappeared, that is what ended the sweep.
  if (printResult(result) != kDone && !isInterrupted) exitCode = kFailed;
  return exitCode;
}

}  // namespace

int runTransfer(const TransferOptions& given) {
  if (given.isList) return printResult(given.isJson ? transferListJson() : transferList());
  std::string lesson;
  const auto options = completed(given, lesson);
  if (!options) return wrongUsage(options.error());
  if (!options->source || !options->data)
    return wrongUsage({engine::message(
        "Give --preset, or --source and --data. pellucid transfer --list shows what exists.")});
  if (const auto meant = checkSourceOptions(*options); !meant) return wrongUsage(meant.error());
  if (const auto distinct = checkDistinct(*options); !distinct) return wrongUsage(distinct.error());
  if (options->csv)
    if (const auto writable = checkOutput("--csv", *options->csv); !writable) return failed(writable.error());

  if (options->svg)
    if (const auto writable = checkOutput("--svg", *options->svg); !writable) return failed(writable.error());

  const auto begin = Clock::now();
  const engine::TrainingSpec training = trainingOf(*options);
  SourceTraining sourceTraining{.layers = options->layers, .training = training};
  sourceTraining.training.batchSize = options->sourceBatch.value_or(64);
  sourceTraining.steps = options->sourceSteps.value_or(sourceTraining.steps);
  const auto source = findSource(*options->source, options->sourceData, sourceTraining, options->modelInput);
  if (!source) return sourceFailed(*options, source.error());
  const std::string targetName = dataName(*options->data);
  auto target = loadData(targetName);
  if (!target) return dataFailed(targetName, target.error());
  target = scaledFor(source->model.scaling.inputs, *std::move(target));
  if (!target) return failed(target.error());

  auto network = networkOf(*options, source->model, **target);
  if (!network) return wrongUsage(network.error());
  engine::TaskSettings settings{.network = *std::move(network), .training = training};
  settings.isHeadNew = options->isHeadNew;
  settings.testSamples = options->testSamples.value_or(settings.testSamples);
  const auto task = engine::makeTask(source->model, source->data, *target, settings);
  if (!task) return wrongUsage(task.error());
  auto arms = engine::parseArms(
      engine::plainWord(engine::trimmedParts(options->arms.value_or("scratch,frozen,half,finetune"))),
      engine::armContext(*task, options->fineTuneFactor.value_or(1),
                         options->steps.value_or(engine::SweepSpec().steps)));
  if (!arms) return wrongUsage({engine::message("--arms: {}", arms.error().message)});
  engine::SweepSpec spec{
      .arms = *std::move(arms),
      .samplesPerClass = options->samples.value_or(std::vector<engine::Index>{1, 5, 20, 100})};
  spec.seeds = options->seeds.value_or(spec.seeds);
  spec.steps = options->steps.value_or(spec.steps);
  spec.every = options->every.value_or(spec.every);
  return runSweepAndReport(*options, *task, spec, lesson, begin);
}

}  // namespace pellucid::app
