// SPDX-License-Identifier: GPL-3.0-or-later
// What a batch norm makes of a batch of one sample: nothing, because one number has no deviation.
#pragma once

#include <optional>

#include "engine/base/message.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A warning where the batches, or the last one of each epoch, give a batch norm that learns a single number
/// a channel. Maps of several pixels, and batch norms with a padlock, do well with one sample. `samples` are
/// those to train on.
std::optional<Message> batchOfOneWarning(const Experiment& experiment, const Network& network, Index samples);

}  // namespace pellucid::engine
