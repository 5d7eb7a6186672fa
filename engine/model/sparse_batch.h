// SPDX-License-Identifier: GPL-3.0-or-later
// A batch of inputs of which most are zero, as the first layer of a network takes it: by quads of features.
// Pixels side by side are mostly zero together, so that four of them are worth one entry.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

inline constexpr Index kQuad = 4;

/// What a sample holds in four features side by side, not all of them zero.
struct QuadEntry {
  std::int32_t sample = 0;
  std::array<Scalar, kQuad> values = {};
};

class SparseBatch {
 public:
  /// No samples of `features` values each; sets memory aside for `samples` of them, whatever they hold.
  void reset(Index features, Index samples);

  /// The next sample: what of its `features` values is not zero, times `scale`.
  void add(const std::uint8_t* values, Scalar scale);
  void add(const Scalar* values, Scalar scale);

  Index features() const { return m_features; }
  Index samples() const { return m_samples; }

  Index quads() const { return (m_features + kQuad - 1) / kQuad; }
  /// What the samples hold in the features from 4·q on, in rising order of sample.
  std::span<const QuadEntry> quad(Index q) const {
    return {m_quads.data() + q * m_room, static_cast<std::size_t>(m_counts[static_cast<std::size_t>(q)])};
  }

 private:
  Index m_features = 0;
  Index m_samples = 0;
  Index m_room = 0;  ///< samples for which each quad has room
  std::vector<QuadEntry> m_quads;
  std::vector<std::int32_t> m_counts;  ///< entries of each quad
  std::vector<std::uint32_t> m_found;  ///< room for one sample: which quads it has
  std::vector<std::uint32_t> m_bytes;  ///< and their four bytes
};

}  // namespace pellucid::engine
