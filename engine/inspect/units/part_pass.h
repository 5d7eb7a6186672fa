// SPDX-License-Identifier: GPL-3.0-or-later
// Some layers of a network at a time: what they make of numbers that enter on the way, and what a change of
// the input does to a unit on the way. Pure functions of const values, any thread; as the network answers in
// use.
#pragma once

#include "engine/model/network.h"

namespace pellucid::engine {

/// How many samples to send through at a time, so that a cancelled request ends soon and what large layers
/// keep of them fits into memory.
Index samplesAtATime(const Network& network);

/// Sends `x`, the numbers that layer `first` takes, through the layers first … last, and fills their part of
/// the trace, as Network::forward() fills all of it.
void passThrough(const Network& network, const Vector& weights, std::size_t first, std::size_t last,
                 const Matrix& x, Trace& trace);

/// dJ/dx of the network's input, I×N, from `delta` = dJ/dz of layer `layer` (dJ/da where it has no z), O×N.
/// The trace has been filled by forward() with a full input; the deltas up to that layer are overwritten.
Matrix inputGradient(const Network& network, const Vector& weights, std::size_t layer, const Matrix& delta,
                     Trace& trace);

}  // namespace pellucid::engine
