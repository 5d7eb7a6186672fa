// SPDX-License-Identifier: GPL-3.0-or-later
// What the transfer lab of the window works with: the models and data of this installation.
#pragma once

#include "ui/transfer/transfer_worker.h"

namespace pellucid::app {

/// Reads model and data, or trains the source, as `pellucid transfer` does.
engine::TaskSource openTransferTask(const ui::TransferChoice& choice);

}  // namespace pellucid::app
