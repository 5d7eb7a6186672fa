// SPDX-License-Identifier: GPL-3.0-or-later
// Units that do the same work: what goes into them and what goes out of them is equal but for rounding. A
// pure function; it reads each parameter of the layer once, and few of them twice.
#pragma once

#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// By how much parameters of twins may differ, as a share of the largest parameter on the same side of the
/// units: units that began equal go apart by what the processor rounds, and stay within this for thousands of
/// steps.
inline constexpr Scalar kTwinTolerance = Scalar(1e-6);

/// Units of `layer` that have a twin in it, rising, from 0 on; maps where its outputs are images. Empty where
/// the layer has no weights, or where none above it has: its answers are told apart by what they mean.
std::vector<Index> twinUnits(const Network& network, const Vector& weights, std::size_t layer);

}  // namespace pellucid::engine
