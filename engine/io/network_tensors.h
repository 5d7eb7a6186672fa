// SPDX-License-Identifier: GPL-3.0-or-later
// A network's parameters, or anything laid out like them, as the tensors of a safetensors file. Internal to
// io/; pure, any thread.
#pragma once

#include "engine/io/parameters.h"
#include "engine/io/safetensors.h"

namespace pellucid::engine {

/// `values` under the names of fileName() with the suffix; nothing where there are none.
void appendTensors(const Network& network, const Vector& values, const char* suffix,
                   std::vector<SafeTensor>& tensors);

/// The tensor of this name; refuses another type or shape.
Result<const SafeTensor*> findTensor(const std::vector<SafeTensor>& tensors, const std::string& name,
                                     ElementType type, const std::vector<Index>& shape);

/// All values with this suffix. Nothing is allocated before every tensor was found in its place and size.
Result<Vector> takeTensors(const Network& network, const char* suffix,
                           const std::vector<SafeTensor>& tensors);

Result<void> checkCount(const std::vector<SafeTensor>& tensors, std::size_t expected);

/// The bytes hold the network's parameters and nothing else.
Result<Vector> readWeights(const Bytes& bytes, const Network& network);

}  // namespace pellucid::engine
