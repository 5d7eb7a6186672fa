// SPDX-License-Identifier: GPL-3.0-or-later
// What batch norm makes of a batch of one sample: nothing, because a single value has no deviation.
#pragma once

#include <optional>

#include "engine/base/message.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A warning where the batches, or the last one of each epoch, give a trainable batch norm only a single
/// value per channel. Maps of several pixels, and frozen batch norms, work with one sample. `samples` is the
/// number of training samples.
std::optional<Message> batchOfOneWarning(const Experiment& experiment, const Network& network, Index samples);

}  // namespace pellucid::engine
