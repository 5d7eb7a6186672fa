// SPDX-License-Identifier: GPL-3.0-or-later
// Passes through some of a network's layers: their outputs for values that enter in the middle, and the
// effect of the input on a unit in the middle. Pure functions of const values, any thread; for the network in
// use.
#pragma once

#include "engine/model/network.h"

namespace pellucid::engine {

/// Number of samples to process at a time, so that a cancelled request ends soon and the values kept by large
/// layers fit into memory.
Index samplesAtATime(const Network& network);

/// Sends `x`, the input of layer `first`, through the layers first … last, and fills their part of the trace,
/// like Network::forward().
void passThrough(const Network& network, const Vector& weights, std::size_t first, std::size_t last,
                 const Matrix& x, Trace& trace);

/// dJ/dx of the network's input, I×N, from `delta` = dJ/dz of layer `layer` (dJ/da where it has no z), O×N.
/// The trace has been filled by forward() with a full input; the deltas up to that layer are overwritten.
Matrix inputGradient(const Network& network, const Vector& weights, std::size_t layer, const Matrix& delta,
                     Trace& trace);

}  // namespace pellucid::engine
