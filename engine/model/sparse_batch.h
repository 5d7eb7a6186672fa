// SPDX-License-Identifier: GPL-3.0-or-later
// A batch of mostly zero inputs, in the form used by the first layer of a network: by quads of features.
// Adjacent pixels tend to be zero together, so that four of them share one entry.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

inline constexpr Index kQuad = 4;

/// A sample's values in four adjacent features, not all of them zero.
struct QuadEntry {
  std::int32_t sample = 0;
  std::array<Scalar, kQuad> values = {};
};

class SparseBatch {
 public:
  /// Clears the batch, for samples of `features` values each; reserves memory for `samples` of them, whatever
  /// their values.
  void reset(Index features, Index samples);

  /// Adds the next sample: the nonzero ones of its `features` values, times `scale`.
  void add(const std::uint8_t* values, Scalar scale);
  void add(const Scalar* values, Scalar scale);

  Index features() const { return m_features; }
  Index samples() const { return m_samples; }

  Index quads() const { return (m_features + kQuad - 1) / kQuad; }
  /// The samples' values in the features from 4·q on, in ascending order of sample.
  std::span<const QuadEntry> quad(Index q) const {
    return {m_quads.data() + q * m_room, static_cast<std::size_t>(m_counts[static_cast<std::size_t>(q)])};
  }

 private:
  Index m_features = 0;
  Index m_samples = 0;
  Index m_room = 0;  ///< number of samples for which each quad has room
  std::vector<QuadEntry> m_quads;
  std::vector<std::int32_t> m_counts;  ///< number of entries of each quad
  std::vector<std::uint32_t> m_found;  ///< buffer for one sample: the quads that it has
  std::vector<std::uint32_t> m_bytes;  ///< and their four bytes
};

}  // namespace pellucid::engine
