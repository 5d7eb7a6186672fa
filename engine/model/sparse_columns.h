// SPDX-License-Identifier: GPL-3.0-or-later
// A batch of which most numbers are zero, kept as those that are not: by sample for the forward pass of a
// first layer, by feature for its weight gradient.
#pragma once

#include <span>
#include <vector>

#include "engine/model/sum_columns.h"

namespace pellucid::engine {

class SparseColumns {
 public:
  /// No samples of `features` values each; sets memory aside for `samples` of them, whatever they hold.
  void reset(Index features, Index samples);

  /// Room for the entries of the next sample, `features` at most. Fill it in rising order of index (a
  /// feature each) and say how many there are.
  Entry* next() { return m_entries.data() + m_begin.back(); }
  void add(std::int32_t count) { m_begin.push_back(m_begin.back() + count); }

  Index features() const { return m_features; }
  Index samples() const { return static_cast<Index>(m_begin.size()) - 1; }
  /// What sample n holds.
  std::span<const Entry> column(Index n) const { return between(m_entries, m_begin, n); }

  /// The same numbers by feature, in rising order of sample, which is what the entries of row() name.
  void transpose();
  std::span<const Entry> row(Index feature) const { return between(m_byFeature, m_featureBegin, feature); }

 private:
  static std::span<const Entry> between(const std::vector<Entry>& entries,
                                        const std::vector<std::int32_t>& begin, Index i) {
    const auto k = static_cast<std::size_t>(i);
    return {entries.data() + begin[k], entries.data() + begin[k + 1]};
  }

  Index m_features = 0;
  std::vector<Entry> m_entries;
  std::vector<std::int32_t> m_begin{0};  ///< of each sample in m_entries; the last is the end
  std::vector<Entry> m_byFeature;
  std::vector<std::int32_t> m_featureBegin;
};

}  // namespace pellucid::engine
