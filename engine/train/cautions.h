// SPDX-License-Identifier: GPL-3.0-or-later
// What an experiment may do and its user may not have thought of: reasons why it will learn badly, or why its
// figures say too much. Pure; any thread.
#pragma once

#include <vector>

#include "engine/base/message.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// What to do about inputs or targets whose numbers are far too large to learn from; nothing where there are
/// none.
std::vector<Message> cautionsOfLargeNumbers(const Dataset& dataset);

/// Of a valid experiment and its network, batchOfOneWarning() among them; a sentence or two for each. Nothing
/// where all is well.
std::vector<Message> cautions(const Experiment& experiment, const Network& network, const Dataset& dataset);

}  // namespace pellucid::engine
