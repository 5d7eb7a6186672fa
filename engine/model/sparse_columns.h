// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of mostly zeros, stored as their nonzero values: the deltas of a convolution, with filters as
// samples and places as features. By filter they give the gradient of the weights, by place that of the
// input.
#pragma once

#include <span>
#include <vector>

#include "engine/base/nonzero.h"

namespace pellucid::engine {

class SparseColumns {
 public:
  /// Clears the columns, for samples of `features` values each; reserves memory for `samples` of them,
  /// whatever their values.
  void reset(Index features, Index samples);

  /// Adds the next sample: the nonzero ones of its `features` values.
  void add(const Scalar* values) {
    Entry* begin = m_entries.data() + m_begin.back();
    const Entry* end = collectNonZero(values, m_features, begin);
    m_begin.push_back(m_begin.back() + static_cast<std::int32_t>(end - begin));
  }

  Index features() const { return m_features; }
  Index samples() const { return static_cast<Index>(m_begin.size()) - 1; }
  /// The entries of sample n.
  std::span<const Entry> column(Index n) const {
    const auto k = static_cast<std::size_t>(n);
    return {m_entries.data() + m_begin[k], m_entries.data() + m_begin[k + 1]};
  }

  /// The same values by feature, in ascending order of sample, which is the index in the entries of row().
  void transpose();
  std::span<const Entry> row(Index feature) const {
    return {m_byFeature.data() + feature * samples(),
            static_cast<std::size_t>(m_featureCounts[static_cast<std::size_t>(feature)])};
  }

 private:
  Index m_features = 0;
  std::vector<Entry> m_entries;
  std::vector<std::int32_t> m_begin{0};  ///< of each sample in m_entries; the last is the end
  std::vector<Entry> m_byFeature;
  std::vector<std::int32_t> m_featureCounts;
};

}  // namespace pellucid::engine
