// SPDX-License-Identifier: GPL-3.0-or-later
// One program, two ways in: `pellucid [PROJECT]` opens the window, a command or an option stays on the
// command line.
#include <fmt/format.h>

#include <exception>

#include "app/command_line/command_line.h"
#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"
#include "app/window_main.h"

int main(int argc, char** argv) {
  pellucid::app::prepareStandardStreams();
  try {
    if (pellucid::app::isCommandLine(argc, argv)) {
      const auto measureWindow = [&](double seconds, bool isJson) {
        return pellucid::app::benchWindow(argc, argv, seconds, isJson);
      };
      return pellucid::app::runCommandLine(argc, argv, measureWindow);
    }
    return pellucid::app::runWindow(argc, argv);
  } catch (const std::exception& problem) {
    pellucid::app::note(fmt::format("pellucid: this is a bug or a lack of memory: {}\n",
                                    pellucid::app::shownMessage(problem.what())));
    return 1;
  }
}
