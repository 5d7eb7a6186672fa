// SPDX-License-Identifier: GPL-3.0-or-later
// How much a layer computes, and how large it can become where it stands.
#pragma once

#include "engine/model/network_spec.h"

namespace pellucid::engine {

class Network;

/// How often a layer multiplies a parameter with an input for one sample: once for each weight of a dense
/// layer, for each place of a kernel in each of its windows (those over padding too), and for each number
/// that batch norm scales. 0 of layers without parameters.
Index multiplications(const LayerSpec& layer, const Shape& in);
/// Of all layers, for one sample that goes forward.
double multiplications(const Network& network);

/// The most units, or filters, that layer `layer` of a network that fits `input` can have: with more, it or
/// one behind it would be too large.
Index largestUnits(const NetworkSpec& network, const Shape& input, std::size_t layer);

/// The largest side of a convolution's kernel, or of a pool's window, with which the network still fits;
/// windows of a pool that stand side by side stay so.
Index largestKernel(const NetworkSpec& network, const Shape& input, std::size_t layer);

}  // namespace pellucid::engine
