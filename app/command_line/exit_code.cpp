// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/exit_code.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "app/command_line/shown_text.h"
#include "app/command_line/standard_streams.h"

namespace pellucid::app {

int failed(const engine::Error& error) {
  note(fmt::format("pellucid: {}\n", shownMessage(error.text())));
  return kFailed;
}

int wrongUsage(const engine::Error& error) {
  note(fmt::format("pellucid: {}\nRun pellucid COMMAND --help to see what is possible.\n",
                   shownMessage(error.text())));
  return kWrongUsage;
}

int printResult(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
    return kDone;
  return failed({engine::message("Cannot write the result to standard output: {}.", std::strerror(errno))});
}

}  // namespace pellucid::app
