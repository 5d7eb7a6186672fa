// SPDX-License-Identifier: GPL-3.0-or-later
// Standard input, output and error as they may come: closed, full, or a pipe that nobody reads any more. What
// is only told on the way must never end the work.
#pragma once

#include <string_view>

namespace pellucid::app {

/// Once, before anything is opened: takes the places of closed streams, so that no file gets their numbers
/// and what is meant for them (writing there still fails); and turns SIGPIPE and SIGXFSZ into failing writes.
void prepareStandardStreams();

/// Writes to standard error and drops what cannot be written.
void note(std::string_view text);

}  // namespace pellucid::app
