// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid transfer`: one experiment of transfer on all cores, with a table and a conclusion.
#pragma once

#include "app/command_line/transfer_options.h"

namespace pellucid::app {

/// Returns an exit code. If interrupted, it writes the curves so far.
int runTransfer(const TransferOptions& options);

}  // namespace pellucid::app
