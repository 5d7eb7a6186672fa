// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sparse_columns.h"

#include <algorithm>

namespace pellucid::engine {

void SparseColumns::reset(Index features, Index samples) {
  m_features = features;
  m_begin.reserve(static_cast<std::size_t>(samples) + 1);
  m_begin.assign(1, 0);
  const auto most = static_cast<std::size_t>(features * samples);
  if (m_entries.size() < most) m_entries.resize(most);
}

void SparseColumns::transpose() {
  // Counting sort: how many there are of each feature, where each begins, and then every entry to its place.
  m_byFeature.resize(m_entries.size());
  m_featureBegin.assign(static_cast<std::size_t>(m_features) + 1, 0);
  const auto used = static_cast<std::size_t>(m_begin.back());
  for (std::size_t k = 0; k < used; ++k) ++m_featureBegin[static_cast<std::size_t>(m_entries[k].index) + 1];
  for (std::size_t i = 1; i < m_featureBegin.size(); ++i) m_featureBegin[i] += m_featureBegin[i - 1];
  for (std::int32_t n = 0; n < static_cast<std::int32_t>(samples()); ++n)
    for (const Entry& entry : column(n)) {
      std::int32_t& place = m_featureBegin[static_cast<std::size_t>(entry.index)];
      m_byFeature[static_cast<std::size_t>(place++)] = {.index = n, .value = entry.value};
    }
  // Each place has moved to the beginning of the next feature.
  std::copy_backward(m_featureBegin.begin(), m_featureBegin.end() - 1, m_featureBegin.end());
  m_featureBegin.front() = 0;
}

}  // namespace pellucid::engine
