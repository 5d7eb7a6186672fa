// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a run's curves, in the order of their steps. A small network does a million steps in three
// seconds, so a list that has grown too long is thinned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/train/evaluation.h"

namespace pellucid::engine {

/// Loss and accuracy measured at a step: of a batch before that step's update, or of the test split after it.
struct HistoryPoint {
  std::int64_t step = 0;  ///< steps done, that one included
  Metrics metrics;
  friend bool operator==(const HistoryPoint&, const HistoryPoint&) = default;
};

struct History {
  std::vector<HistoryPoint> train;
  std::vector<HistoryPoint> test;
  friend bool operator==(const History&, const History&) = default;
};

/// As many as a project keeps of each list.
inline constexpr std::size_t kMaxHistoryPoints = 200'000;

/// The points of the first `step` steps.
History upTo(const History& history, std::int64_t step);

/// Appends points and keeps at most `most` ≥ 4, or about half as many after thinning, the oldest and the
/// newest among them. Steps stay increasing: a point takes the place of those of its own and of later steps,
/// because the run went back, or a weight was set by hand and the test measured again.
void append(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later,
            std::size_t most = kMaxHistoryPoints);
void append(History& history, const History& later);

}  // namespace pellucid::engine
