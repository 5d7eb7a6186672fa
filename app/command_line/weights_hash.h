// SPDX-License-Identifier: GPL-3.0-or-later
// A fingerprint of weights, to see that two runs gave the same bits. Pure.
#pragma once

#include <string>

#include "engine/model/network.h"

namespace pellucid::app {

/// SHA-256, 64 lower-case hexadecimal digits, over all parameters as IEEE 754 single precision in
/// little-endian bytes: the tensors in the order of Network::tensors() (each layer's weight, then its bias),
/// each row by row. For a weight (O×I) that is the incoming weights unit by unit, the layout of PyTorch and
/// ONNX.
std::string weightsSha256(const engine::Network& network, const engine::Vector& weights);

}  // namespace pellucid::app
