// SPDX-License-Identifier: GPL-3.0-or-later
// A network's parameters, or anything laid out like them, as the tensors of a safetensors file. Internal to
// io/; pure, any thread.
#pragma once

#include "engine/io/parameters.h"
#include "engine/io/safetensors.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

/// `values`, which outlive what is appended, under the names of fileName() with the suffix; nothing where
/// there are none.
void appendTensors(const Network& network, const Vector& values, const char* suffix,
                   std::vector<TensorSource>& tensors);

/// They as an entry of an archive, stored: trained weights hardly pack, so reading copies them at the speed
/// of memory.
ZipPart tensorsPart(const char* name, std::vector<TensorSource> tensors);

/// The tensor of this name; refuses another type or shape.
Result<const TensorView*> findTensor(const std::vector<TensorView>& tensors, const std::string& name,
                                     ElementType type, const std::vector<Index>& shape);

/// All values with this suffix. Nothing is allocated before every tensor was found in its place and size.
Result<Vector> takeTensors(const Network& network, const char* suffix,
                           const std::vector<TensorView>& tensors);

Result<void> checkCount(const std::vector<TensorView>& tensors, std::size_t expected);

/// The bytes hold the network's parameters and nothing else.
Result<Vector> readWeights(std::span<const std::uint8_t> bytes, const Network& network);

/// The most bytes that a safetensors file of `copies` of the network's parameters takes, whoever wrote it.
std::size_t mostTensorBytes(const Network& network, std::size_t copies);

/// The first value that is not a finite number, in words: layer, tensor, place and value. Empty where there
/// is none.
Message describeNotFinite(const Network& network, const Vector& values, const char* suffix);

}  // namespace pellucid::engine
