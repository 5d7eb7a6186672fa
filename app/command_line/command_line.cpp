// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include "app/command_line/bench_command.h"
#include "app/command_line/evaluate_command.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/predict_command.h"
#include "app/command_line/train_command.h"
#include "app/command_line/transfer_command.h"

namespace pellucid::app {

bool isCommandLine(int argc, char** argv) {
  static constexpr std::array<std::string_view, 5> kCommands = {"train", "evaluate", "predict", "transfer",
                                                                "bench"};
  if (argc < 2) return false;
  const std::string_view first = argv[1];
  return first.starts_with('-') || std::find(kCommands.begin(), kCommands.end(), first) != kCommands.end();
}

int runCommandLine(int argc, char** argv, const MeasureWindow& measureWindow) {
  CLI::App program(
      "Pellucid: build a neural network, watch it train, take it away.\n\n"
      "  pellucid [PROJECT]       opens the window\n"
      "  pellucid COMMAND ...     works without a window",
      "pellucid");
  program.set_version_flag("--version", "pellucid " PELLUCID_VERSION);
  program.require_subcommand(0, 1);  // none is reported below, after an unknown option was named
  program.footer(
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no display for the window, 128 + n stopped by\n"
      "signal n (130 for Ctrl-C).\n"
      "pellucid COMMAND --help shows a command's options.");

  TrainOptions train;
  CLI::App* trainCommand = program.add_subcommand("train", "Trains a network and says how well it does");
  addTrainOptions(*trainCommand, train);
  EvaluateOptions evaluate;
  CLI::App* evaluateCommand =
      program.add_subcommand("evaluate", "Measures a model on the test images of a data set");
  addEvaluateOptions(*evaluateCommand, evaluate);
  PredictOptions predict;
  CLI::App* predictCommand = program.add_subcommand("predict", "Asks a model what an image shows");
  addPredictOptions(*predictCommand, predict);
  TransferOptions transfer;
  CLI::App* transferCommand =
      program.add_subcommand("transfer", "Measures when a pretrained network helps and when it harms");
  addTransferOptions(*transferCommand, transfer);
  BenchOptions bench;
  CLI::App* benchCommand = program.add_subcommand("bench", "Measures how fast this machine trains");
  addBenchOptions(*benchCommand, bench);

  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& help) {  // --help or --version
    std::ostringstream text;
    program.exit(help, text, text);
    return printResult(text.str());
  } catch (const CLI::ExcludesError& problem) {
    return wrongUsage({fmt::format("{}: give only one of them.", problem.what())});
  } catch (const CLI::RequiresError& problem) {
    return wrongUsage({fmt::format("{}: give both, or neither.", problem.what())});
  } catch (const CLI::ParseError& problem) {
    return wrongUsage({problem.what()});
  }
  if (trainCommand->parsed()) return runTrain(train);
  if (evaluateCommand->parsed()) return runEvaluate(evaluate);
  if (predictCommand->parsed()) return runPredict(predict);
  if (transferCommand->parsed()) return runTransfer(transfer);
  if (benchCommand->parsed()) return runBench(bench, measureWindow);
  return wrongUsage({"There is no command. Give train, evaluate, predict, transfer or bench."});
}

}  // namespace pellucid::app
