// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors format: a u64 with the length of a JSON header, the header, then the tensors' bytes without
// gaps. Row-major, little-endian. Pure functions between bytes and values; equal tensors give equal bytes.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"
#include "engine/base/result.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

enum class ElementType { Float32, Float64, Int64 };

template <>
inline constexpr std::array kEnumNames<ElementType> = {
    EnumName<ElementType>{ElementType::Float32, "F32"},
    EnumName<ElementType>{ElementType::Float64, "F64"},
    EnumName<ElementType>{ElementType::Int64, "I64"},
};

/// The type of Scalar: files contain the exact bits that were computed.
inline constexpr ElementType kScalarType = sizeof(Scalar) == 4 ? ElementType::Float32 : ElementType::Float64;

struct SafeTensor {
  std::string name;
  ElementType type = kScalarType;
  std::vector<Index> shape;  ///< empty for a scalar
  Bytes values;              ///< the product of the shape times the size of an element
  friend bool operator==(const SafeTensor&, const SafeTensor&) = default;
};

/// A tensor within the bytes of a file, which outlive it.
struct TensorView {
  std::string name;
  ElementType type = kScalarType;
  std::vector<Index> shape;
  std::span<const std::uint8_t> values;
};

/// A tensor that appends its values only when a file is written, so that large ones are never held twice.
struct TensorSource {
  std::string name;
  ElementType type = kScalarType;
  std::vector<Index> shape;
  std::function<void(Bytes&)> append;  ///< as many bytes as the shape takes
};

/// A file that is still to be written, with its size.
struct SafetensorsPlan {
  Bytes header;  ///< including its length at the beginning
  std::vector<TensorSource> tensors;
  std::size_t size = 0;  ///< of the file
};

/// The tensors are stored in the order given; names must differ.
SafetensorsPlan planSafetensors(std::vector<TensorSource> tensors);
void appendSafetensors(const SafetensorsPlan& plan, Bytes& bytes);
Bytes writeSafetensors(const std::vector<SafeTensor>& tensors);

/// In the order of their bytes. The error, to follow a file's name, names the tensor. Refuses element types
/// other than the three, sizes that do not fit the bytes, gaps, overlaps, duplicate keys and headers over 4
/// MiB.
Result<std::vector<TensorView>> viewSafetensors(std::span<const std::uint8_t> bytes);
/// The file's own description: `__metadata__`, texts by name. Empty where there is none, or where it is
/// invalid.
std::map<std::string, std::string> safetensorsMetadata(std::span<const std::uint8_t> bytes);

/// Whether the bytes begin like a safetensors file: with a length that they contain, and a JSON object.
bool isSafetensors(std::span<const std::uint8_t> bytes);

Result<std::vector<SafeTensor>> readSafetensors(std::span<const std::uint8_t> bytes);

}  // namespace pellucid::engine
