// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_main.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "app/command_line/exit_code.h"

namespace pellucid::app {
namespace {

bool hasDisplay() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

}  // namespace

int runWindow(int /*argc*/, char** /*argv*/) {
  if (!hasDisplay()) {
    fmt::print(stderr,
               "pellucid: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), "
               "so the window cannot open.\n"
               "The command line works without one: pellucid train --help\n");
    return kNoDisplay;
  }
  return failed({"The window is not in this build. The command line is: pellucid train --help"});
}

}  // namespace pellucid::app
