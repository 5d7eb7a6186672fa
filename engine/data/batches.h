// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples each step sees. The order of an epoch is a pure function of (seed, epoch), so a run's
// position in the data is given by its step count alone. Each epoch visits every sample once; its last batch
// holds the remainder.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// Number of batches that cover all samples once; the last one can have fewer.
inline std::int64_t batchesPerEpoch(Index samples, Index batchSize) {
  return (samples + batchSize - 1) / batchSize;
}

class Batches {
 public:
  /// `samples` ≥ 1, 1 ≤ `batchSize`. Without `shuffle` the batches are in file order.
  Batches(Index samples, Index batchSize, std::uint64_t seed, bool shuffle);

  /// Samples per batch, except an epoch's last one, which can have fewer.
  Index size() const { return m_batchSize; }
  std::int64_t perEpoch() const { return m_perEpoch; }
  /// Epochs completed after `steps` steps.
  std::int64_t epochsAfter(std::int64_t steps) const { return steps / m_perEpoch; }

  /// The samples of step `step`, counted from 0. Valid until the next call.
  std::span<const std::uint32_t> indices(std::int64_t step);

 private:
  void orderEpoch(std::int64_t epoch);

  Index m_batchSize;
  std::int64_t m_perEpoch;
  std::uint64_t m_seed;
  bool m_shuffle;
  std::int64_t m_orderedEpoch = -1;
  std::vector<std::uint32_t> m_order;
};

}  // namespace pellucid::engine
