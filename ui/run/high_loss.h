// SPDX-License-Identifier: GPL-3.0-or-later
// A loss that stays far above that of guessing: the weights jump about, though no number leaves its range.
#pragma once

#include <optional>

#include "ui/run/moment.h"

namespace pellucid::ui {

struct HighLoss {
  double loss = 0;      ///< of the newest test
  double guessing = 0;  ///< of a network that takes every class for equally likely
};

/// Of a run that has trained for an epoch and at least 100 steps, and whose newest batch and newest test are
/// both many times above guessing. Only of losses that are entropies: of others nobody knows what guessing
/// costs.
std::optional<HighLoss> highLoss(const Moment& moment);

}  // namespace pellucid::ui
