// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as IDX and NumPy write them one behind the other. Pure functions, any thread.
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
  std::size_t size = 1;  ///< bytes: 1, 2, 4 or 8 of whole numbers, 4 or 8 of floats
  bool isHighByteFirst = false;
  friend bool operator==(const NumberType&, const NumberType&) = default;
};

/// What an array of these sizes takes; nothing where that is more than a number of bytes can be.
std::optional<std::size_t> bytesNeeded(std::span<const std::size_t> sizes, std::size_t valueSize);

/// `bytes` has a multiple of the type's size. Whole numbers are exact up to 2^24.
std::vector<float> decoded(std::span<const std::uint8_t> bytes, const NumberType& type);

/// As labels: nothing unless all are whole numbers from 0 to 255.
std::optional<Bytes> wholeBytes(std::span<const float> numbers);

/// All from 0 to 1.
bool areShares(std::span<const float> numbers);

/// As pixels: nothing unless all are k/255, to a millionth; they become k.
std::optional<Bytes> shareBytes(std::span<const float> numbers);

}  // namespace pellucid::engine
