// SPDX-License-Identifier: GPL-3.0-or-later
// The program without a window, for scripts and tests: pellucid train | evaluate | predict. Runs on the
// calling thread and needs no QGuiApplication. Results go to standard output, progress and errors to standard
// error.
#pragma once

#include "app/command_line/bench_command.h"

namespace pellucid::app {

/// True if the first argument is a command, an option other than --language, or a word that is no project:
/// one that neither exists nor ends in .pellucid. Everything else is for the window.
bool isCommandLine(int argc, char** argv);

/// Parses, runs the command and returns an exit code from exit_code.h.
/// `measureWindow` is for bench --window alone.
int runCommandLine(int argc, char** argv, const MeasureWindow& measureWindow);

}  // namespace pellucid::app
