// SPDX-License-Identifier: GPL-3.0-or-later
// How much a layer computes, and how large it can become at its position.
#pragma once

#include "engine/model/network_spec.h"

namespace pellucid::engine {

class Network;

/// Multiplications of a parameter by an input for one sample: one for each weight of a dense layer, for each
/// tap of a kernel in each of its windows (over padding too), and for each value that batch norm scales. 0
/// for layers without parameters.
Index multiplications(const LayerSpec& layer, const Shape& in);
/// The same for all layers, in the forward pass of one sample.
double multiplications(const Network& network);

/// The most units, or filters, that layer `layer` of a network that fits `input` can have: with more, it or a
/// later layer would be too large.
Index largestUnits(const NetworkSpec& network, const Shape& input, std::size_t layer);

/// The largest side of a convolution's kernel, or of a pool's window, with which the network still fits;
/// adjacent windows of a pool stay adjacent.
Index largestKernel(const NetworkSpec& network, const Shape& input, std::size_t layer);

}  // namespace pellucid::engine
