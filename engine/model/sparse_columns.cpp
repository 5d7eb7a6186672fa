// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sparse_columns.h"

#include <algorithm>

namespace pellucid::engine {

void SparseColumns::reset(Index features, Index samples) {
  m_features = features;
  m_begin.reserve(static_cast<std::size_t>(samples) + 1);
  m_begin.assign(1, 0);
  const auto most = static_cast<std::size_t>(features * samples + kEntriesBeyond);
  if (m_entries.size() < most) m_entries.resize(most);
}

void SparseColumns::transpose() {
  // Each feature has room for all samples, so that its entries need not be counted first.
  const auto most = static_cast<std::size_t>(m_features * samples());
  if (m_byFeature.size() < most) m_byFeature.resize(most);
  m_featureCounts.assign(static_cast<std::size_t>(m_features), 0);
  for (std::int32_t n = 0; n < static_cast<std::int32_t>(samples()); ++n)
    for (const Entry& entry : column(n)) {
      std::int32_t& count = m_featureCounts[static_cast<std::size_t>(entry.index)];
      m_byFeature[static_cast<std::size_t>(entry.index * samples() + count++)] = {.index = n,
                                                                                  .value = entry.value};
    }
}

}  // namespace pellucid::engine
