// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/command_line/bench_command.h"
#include "app/command_line/diagnose_command.h"
#include "app/command_line/evaluate_command.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/predict_command.h"
#include "app/command_line/train_command.h"
#include "app/command_line/transfer_command.h"
#include "engine/base/typed_word.h"

namespace pellucid::app {
namespace {

constexpr std::array<std::string_view, 8> kCommands = {"train",    "evaluate", "predict", "transfer",
                                                       "diagnose", "bench",    "help",    "version"};

bool isCommand(std::string_view word) {
  return std::ranges::find(kCommands, word) != kCommands.end();
}

/// For the window: something that exists, or has a project's name.
bool isForWindow(const std::string& word) {
  std::error_code ignored;
  return word.ends_with(".pellucid") || std::filesystem::exists(word, ignored);
}

/// "help train" means "train --help".
std::vector<std::string> withoutWordsForOptions(std::vector<std::string> words) {
  if (words.empty()) return words;
  if (words[0] == "version") words[0] = "--version";
  if (words[0] != "help") return words;
  words[0] = "--help";
  if (words.size() > 1 && !words[1].starts_with('-')) std::swap(words[0], words[1]);
  return words;
}

/// Names the words not understood by the command or by the program itself.
std::string unexpected(const CLI::App& program, const CLI::ExtrasError& problem) {
  const auto commands = program.get_subcommands();
  const CLI::App& command = commands.empty() ? program : *commands[0];
  const std::vector<std::string> rest = command.remaining();
  if (rest.empty()) return problem.what();
  const std::string word = rest[0].substr(0, rest[0].find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return engine::followed(
             engine::message("{} does not accept {}.",
                             commands.empty() ? "pellucid" : "pellucid " + command.get_name(), rest[0]),
             word.starts_with('-') ? engine::didYouMean(word, names) : engine::Message())
      .text();
}

}  // namespace

bool isCommandLine(int argc, char** argv) {
  if (argc >= 2 && std::string_view(argv[1]).starts_with("--language")) return false;
  return argc >= 2 && (*argv[1] == '-' || isCommand(argv[1]) || !isForWindow(argv[1]));
}

int runCommandLine(int argc, char** argv, const MeasureWindow& measureWindow) {
  std::vector<std::string> words = withoutWordsForOptions({argv + 1, argv + argc});
  if (!words.empty() && !words[0].starts_with('-') && !isCommand(words[0]))
    return wrongUsage(
        {engine::followed(engine::message("\"{}\" is neither a command nor an existing file.", words[0]),
                          engine::didYouMean(words[0], {kCommands.begin(), kCommands.end()}))});
  CLI::App program(
      "Pellucid: build a neural network, watch it train, take it with you.\n\n  pellucid [PROJECT]       "
      "opens the window; --language NAME chooses its language\n  pellucid COMMAND ...     runs without a "
      "window",
      "pellucid");
  program.set_version_flag("--version", "pellucid " PELLUCID_VERSION);
  // If an option is repeated, the last one counts.
  program.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  program.require_subcommand(0, 1);  // a missing one is reported below, after unknown options
  program.footer(
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no display for the window, 128 + n stopped by\n"
      "signal n (130 for Ctrl-C).\n"
      "pellucid COMMAND --help shows a command's options.");

  TrainOptions train;
  CLI::App* trainCommand = program.add_subcommand("train", "Trains a network and says how well it does");
  addTrainOptions(*trainCommand, train);
  EvaluateOptions evaluate;
  CLI::App* evaluateCommand =
      program.add_subcommand("evaluate", "Measures a model on the test samples of a data set");
  addEvaluateOptions(*evaluateCommand, evaluate);
  PredictOptions predict;
  CLI::App* predictCommand =
      program.add_subcommand("predict", "Asks a model for its answer to an image, a sample or a table");
  addPredictOptions(*predictCommand, predict);
  TransferOptions transfer;
  CLI::App* transferCommand =
      program.add_subcommand("transfer", "Measures when a pretrained network helps and when it harms");
  addTransferOptions(*transferCommand, transfer);
  DiagnoseOptions diagnose;
  CLI::App* diagnoseCommand =
      program.add_subcommand("diagnose", "Says what is the matter with a run, and what helps");
  addDiagnoseOptions(*diagnoseCommand, diagnose);
  BenchOptions bench;
  CLI::App* benchCommand = program.add_subcommand("bench", "Measures how fast this machine trains");
  addBenchOptions(*benchCommand, bench);

  for (CLI::App* command : program.get_subcommands({}))
    for (CLI::Option* option : command->get_options({}))
      if (option->get_items_expected_max() == 0) option->disable_flag_override();
  try {
    std::ranges::reverse(words);  // the order CLI11 expects
    program.parse(std::move(words));
  } catch (const CLI::Success& help) {  // --help or --version
    std::ostringstream text;
    program.exit(help, text, text);
    return printResult(text.str());
  } catch (const CLI::ExcludesError& problem) {
    return wrongUsage({engine::message("{}: give only one of them.", problem.what())});
  } catch (const CLI::RequiresError& problem) {
    return wrongUsage({engine::message("{}: give both, or neither.", problem.what())});
  } catch (const CLI::ExtrasError& problem) {
    return wrongUsage({engine::Message::untranslated(unexpected(program, problem))});
  } catch (const CLI::ArgumentMismatch& problem) {  // if an option is repeated, the last one counts
    const std::string text = problem.what();
    const std::string option = text.substr(0, text.find_first_of(": "));
    return wrongUsage(
        {text.ends_with("flag override")
             ? engine::message("--{}: a switch takes no value. Give it alone, or leave it out.", option)

             : engine::message("{} needs a value.", option)});
  } catch (const CLI::ParseError& problem) {
    return wrongUsage({engine::Message::untranslated(problem.what())});
  }
  if (trainCommand->parsed()) return runTrain(train);
  if (evaluateCommand->parsed()) return runEvaluate(evaluate);
  if (predictCommand->parsed()) return runPredict(predict);
  if (transferCommand->parsed()) return runTransfer(transfer);
  if (diagnoseCommand->parsed()) return runDiagnose(diagnose);
  if (benchCommand->parsed()) return runBench(bench, measureWindow);
  return wrongUsage(
      {engine::message("There is no command. Give train, evaluate, predict, transfer, diagnose or bench.")});
}

}  // namespace pellucid::app
