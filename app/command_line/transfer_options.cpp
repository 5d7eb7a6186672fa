// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/transfer_options.h"

#include "app/command_line/data_option.h"
#include "app/command_line/model_loading.h"
#include "app/command_line/option_values.h"
#include "engine/base/typed_word.h"
#include "engine/transfer/arms.h"
#include "engine/transfer/presets.h"
#include "engine/transfer/sweep.h"

namespace pellucid::app {
namespace {

std::vector<engine::Index> parseSamples(const std::string& text) {
  auto numbers = engine::parseSampleCounts(engine::trimmedParts(text));
  if (!numbers)
    throw CLI::ValidationError(
        fmt::format("--samples is \"{}\"; it must be different whole numbers from 1 to {}, as in 1,5,20,100.",
                    text, engine::kMaxSamplesPerClass));
  return *std::move(numbers);
}

CLI::Option* addText(CLI::App& command, const std::string& name, std::optional<std::string>& target,
                     const std::string& help, const std::string& type) {
  return command
      .add_option_function<std::string>(
          name, [&target](const std::string& text) { target = text; }, help)
      ->type_name(type);
}

void addWhatAndHow(CLI::App& command, TransferOptions& options) {
  addText(command, "--source", options.source,
          "What to transfer from: a bundled model, an ONNX or safetensors file, a project, or a data set to "
          "train one on first",
          "MODEL|DATA");
  addText(command, "--source-data", options.sourceData,
          "The data a model was trained on, to measure what it forgets; by default as its file says", "NAME");
  addModelInput(command, options.modelInput);
  addDataOption(command, options.data)->description("The target task: " + dataHelp());
  addLayers(command, options.layers,
            "The network to train; with a model as the source, that of the target. The output layer follows "
            "the data")
      ->default_str(engine::kSourceLayers);
  addText(command, "--arms", options.arms,
          "Ways to start, separated by commas: " + engine::armGrammar().text(), "ARMS")
      ->default_str("scratch,frozen,half,finetune");
  command
      .add_option_function<std::string>(
          "--samples", [&options](const std::string& text) { options.samples = parseSamples(text); },
          "Training samples per class, separated by commas")
      ->type_name("N,N")
      ->default_str("1,5,20,100");
  addNumber(command, "--seeds", options.seeds, 1, 1000, "Runs of each arm, with seeds 1, 2, …")
      ->default_str("3");
}

void addNumbers(CLI::App& command, TransferOptions& options) {
  addNumber(command, "--steps", options.steps, 1, 1'000'000, "Steps per run")->default_str("200");
  addNumber(command, "--every", options.every, 1, 1'000'000, "Steps between measurements")->default_str("20");
  addNumber(command, "--batch", options.batchSize, 1, engine::kMaxBatchSize, "Samples per batch")
      ->default_str("32");
  addName(command, "--optimizer", options.optimizer, engine::allNames<engine::Optimizer>())
      ->default_str("adam");
  addNumber(command, "--lr", options.learningRate, 0, engine::kMaxLearningRate, "Learning rate")
      ->default_str("0.001");
  addNumber(command, "--finetune-factor", options.fineTuneFactor, 0, 1000,
            "The learning rate of finetune, as a multiple of --lr")
      ->default_str("1");
  addNumber(command, "--source-steps", options.sourceSteps, 0, 1'000'000,
            "Steps to train a source given as data")
      ->default_str("3000");
  addNumber(command, "--source-batch", options.sourceBatch, 1, engine::kMaxBatchSize,
            "Samples per batch of that training")
      ->default_str("64");
  addNumber(command, "--test-samples", options.testSamples, 1, 1'000'000,
            "Test samples per measurement, chosen at random but always the same")
      ->default_str("2000");
  addNumber(command, "--threads", options.threads, 1, 256, "Runs at a time; by default one per core");
}

}  // namespace

void addTransferOptions(CLI::App& command, TransferOptions& options) {
  command.add_flag("--list", options.isList, "Lists presets and bundled models");
  auto* source =
      addText(command, "--preset", options.preset, "A ready-made preset; other options change it", "NAME");
  addWhatAndHow(command, options);
  command.get_option("--source")->excludes(source);
  addNumbers(command, options);
  command.add_flag("--new-head", options.isHeadNew,
                   "The output layer is re-initialised even where source and target have the same classes");
  auto* csv = addPath(command, "--csv", options.csv, "Writes all curves as CSV");
  addPath(command, "--svg", options.svg,
          "Draws the accuracy over the number of samples, and over the steps for each, as SVG");
  command
      .add_flag("--no-timing", options.isTimingOff,
                "Leaves ms_per_step empty in the CSV, so that two runs give the same bytes")
      ->needs(csv);
  command.add_flag("--json", options.isJson, "Ends with one line of JSON on standard output");
}

}  // namespace pellucid::app
