// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/batches.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace pellucid::engine {

Batches::Batches(Index samples, Index batchSize, std::uint64_t seed, bool shuffle)
    : m_batchSize(std::min(samples, batchSize)),
      m_perEpoch(0),
      m_seed(seed),
      m_shuffle(shuffle),
      m_order(static_cast<std::size_t>(samples)) {
  check(samples >= 1 && batchSize >= 1, "Batches: needs at least one sample and one sample in a batch");
  m_perEpoch = batchesPerEpoch(samples, m_batchSize);
}

std::span<const std::uint32_t> Batches::indices(std::int64_t step) {
  orderEpoch(step / m_perEpoch);
  const auto begin = static_cast<std::size_t>(step % m_perEpoch * m_batchSize);
  return std::span(m_order).subspan(begin,
                                    std::min(static_cast<std::size_t>(m_batchSize), m_order.size() - begin));
}

void Batches::orderEpoch(std::int64_t epoch) {
  if (epoch == m_orderedEpoch) return;
  m_orderedEpoch = epoch;
  std::iota(m_order.begin(), m_order.end(), 0U);
  if (m_shuffle) Random(m_seed, "shuffle", static_cast<std::uint64_t>(epoch)).shuffle(std::span(m_order));
}

}  // namespace pellucid::engine
