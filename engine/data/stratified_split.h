// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples are for testing, so that every class keeps its share. A pure function of its arguments.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"

namespace pellucid::engine {

/// Like splitOrder(), with about `testShare` of each class: at least one where a class has two samples or
/// more, at most all but one. At least one sample is for testing in any case. Needs at least two labels.
SplitOrder stratifiedOrder(std::span<const std::uint8_t> labels, double testShare, std::uint64_t seed);

}  // namespace pellucid::engine
