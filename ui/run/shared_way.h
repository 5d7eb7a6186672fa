// SPDX-License-Identifier: GPL-3.0-or-later
// How far what was found along one lane of a run holds on another.
#pragma once

#include <optional>

#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// Whether both snapshots are on one way through the same run, so that what was found in one goes on in the
/// other; and up to which step.
std::optional<std::int64_t> sharedUpTo(const engine::Snapshot& before, const engine::Snapshot& after);

}  // namespace pellucid::ui
