// SPDX-License-Identifier: GPL-3.0-or-later
// Why a run has stopped by itself, in one sentence. A pure function.
#pragma once

#include <QString>

#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// `now` is the whole snapshot of the run at rest, stopped for `reason`.
QString finishedText(engine::StopReason reason, const engine::Snapshot& now);

}  // namespace pellucid::ui
