// SPDX-License-Identifier: GPL-3.0-or-later
// One program, two ways in: `pellucid [PROJECT]` opens the window, a command or an option stays on the
// command line.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/command_line/command_line.h"
#include "app/window_main.h"

int main(int argc, char** argv) {
  // Beyond a limit on file sizes a write must fail with an error; the signal's default action would end the
  // process.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    if (pellucid::app::isCommandLine(argc, argv)) {
      const auto measureWindow = [&](double seconds, bool isJson) {
        return pellucid::app::benchWindow(argc, argv, seconds, isJson);
      };
      return pellucid::app::runCommandLine(argc, argv, measureWindow);
    }
    return pellucid::app::runWindow(argc, argv);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "pellucid: this is a bug or a lack of memory: {}\n", problem.what());
    return 1;
  }
}
