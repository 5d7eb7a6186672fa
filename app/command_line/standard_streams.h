// SPDX-License-Identifier: GPL-3.0-or-later
// Standard input, output and error as they may come: closed, full, or a pipe that nobody reads any more. What
// is only told on the way must never end the work.
#pragma once

#include <string_view>

namespace pellucid::app {

/// Call once, before anything is opened: occupies closed streams, so that no file gets their numbers and
/// their output (writing there still fails); and turns SIGPIPE and SIGXFSZ into failed writes.
void prepareStandardStreams();

/// Writes to standard error; drops what cannot be written.
void note(std::string_view text);

}  // namespace pellucid::app
