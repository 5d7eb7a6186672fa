// SPDX-License-Identifier: GPL-3.0-or-later
// Permitted settings of an experiment that its user may not have considered: reasons why it will learn badly,
// or why its figures look too good. Pure; any thread.
#pragma once

#include <vector>

#include "engine/base/message.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// What to do about inputs or targets with values far too large to learn from; nothing where there are none.
std::vector<Message> cautionsOfLargeNumbers(const Dataset& dataset);

/// For a valid experiment and its network, including batchOfOneWarning(); a sentence or two for each. Nothing
/// where all is well.
std::vector<Message> cautions(const Experiment& experiment, const Network& network, const Dataset& dataset);

}  // namespace pellucid::engine
