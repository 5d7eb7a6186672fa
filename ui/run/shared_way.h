// SPDX-License-Identifier: GPL-3.0-or-later
// How far results found along one lane of a run hold on another.
#pragma once

#include <optional>

#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// The step up to which both snapshots follow the same path through the same run, so that results found in
/// one are still valid in the other; none where they do not.
std::optional<std::int64_t> sharedUpTo(const engine::Snapshot& before, const engine::Snapshot& after);

}  // namespace pellucid::ui
