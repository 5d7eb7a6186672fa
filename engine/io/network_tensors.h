// SPDX-License-Identifier: GPL-3.0-or-later
// A network's parameters, or values laid out like them, as the tensors of a safetensors file. Internal to
// io/; pure, any thread.
#pragma once

#include "engine/io/parameters.h"
#include "engine/io/safetensors.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

/// Appends `values`, which must outlive `tensors`, under the names of fileName() with the suffix; nothing
/// where there are none.
void appendTensors(const Network& network, const Vector& values, const char* suffix,
                   std::vector<TensorSource>& tensors);

/// The tensors as a stored entry of an archive: trained weights hardly compress, and reading copies them at
/// the speed of memory.
ZipPart tensorsPart(const char* name, std::vector<TensorSource> tensors);

/// The tensor of this name; refuses another type or shape.
Result<const TensorView*> findTensor(const std::vector<TensorView>& tensors, const std::string& name,
                                     ElementType type, const std::vector<Index>& shape);

/// All values with this suffix. Nothing is allocated before every tensor has been found with the right type
/// and size.
Result<Vector> takeTensors(const Network& network, const char* suffix,
                           const std::vector<TensorView>& tensors);

Result<void> checkCount(const std::vector<TensorView>& tensors, std::size_t expected);

/// The bytes must contain the network's parameters and nothing else.
Result<Vector> readWeights(std::span<const std::uint8_t> bytes, const Network& network);

/// The largest size of a safetensors file with `copies` of the network's parameters, whichever program wrote
/// it.
std::size_t mostTensorBytes(const Network& network, std::size_t copies);

/// A description of the first value that is not finite: layer, tensor, position and value. Empty where there
/// is none.
Message describeNotFinite(const Network& network, const Vector& values, const char* suffix);

}  // namespace pellucid::engine
