// SPDX-License-Identifier: GPL-3.0-or-later
// Units that do the same work: their incoming and their outgoing weights are equal up to rounding. A pure
// function; it reads each parameter of the layer once, and few of them twice.
#pragma once

#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// The tolerated difference between parameters of twins, as a share of the largest parameter on the same side
/// of the units: units that began equal drift apart by rounding errors, and stay within this for thousands of
/// steps.
inline constexpr Scalar kTwinTolerance = Scalar(1e-6);

/// Units of `layer` that have a twin in it, ascending, from 0; maps where its outputs are images. Empty where
/// the layer has no weights, or no layer above it has any: output units differ in their meaning.
std::vector<Index> twinUnits(const Network& network, const Vector& weights, std::size_t layer);

}  // namespace pellucid::engine
