// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the next sample that a network gets right or wrong. Pure; at worst one pass over the split.
#pragma once

#include <optional>

#include "engine/data/dataset.h"
#include "engine/model/network.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

enum class Answer { Any, Right, Wrong };

/// The first sample after `from` (before it, when `step` is -1) with this outcome, wrapping around at the
/// end; `from` itself comes last. Nothing when the split has none, as where the targets are numbers. The loss
/// determines where a single output changes its answer.
std::optional<Index> findSample(const Network& network, const Vector& weights, Loss loss, const Split& split,
                                Index from, int step, Answer wanted);

}  // namespace pellucid::engine
