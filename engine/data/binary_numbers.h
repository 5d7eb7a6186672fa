// SPDX-License-Identifier: GPL-3.0-or-later
// Number arrays as stored by IDX and NumPy. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/data/gzip.h"

namespace pellucid::engine {

struct NumberType {
  enum class Kind : std::uint8_t { Unsigned, Signed, Float };
  Kind kind = Kind::Unsigned;
  std::size_t size = 1;  ///< bytes: 1, 2, 4 or 8 for whole numbers, 4 or 8 for floats
  bool isHighByteFirst = false;
  friend bool operator==(const NumberType&, const NumberType&) = default;
};

/// Number of bytes of an array of these sizes; nothing on overflow.
std::optional<std::size_t> bytesNeeded(std::span<const std::size_t> sizes, std::size_t valueSize);

/// The size of `bytes` is a multiple of the type's. Whole numbers are exact up to 2^24.
std::vector<float> decoded(std::span<const std::uint8_t> bytes, const NumberType& type);

/// As labels: nothing unless all are whole numbers from 0 to 255.
std::optional<Bytes> wholeBytes(std::span<const float> numbers);

/// Whether all are from 0 to 1.
bool areShares(std::span<const float> numbers);

/// As pixels k: nothing unless all are k/255, to within a millionth.
std::optional<Bytes> shareBytes(std::span<const float> numbers);

}  // namespace pellucid::engine
