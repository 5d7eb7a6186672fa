// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid bench --accuracy`: the seconds to 97, 98 and 99 % test accuracy on MNIST, for several seeds.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/inspect/time_to_accuracy.h"

namespace pellucid::app {

inline constexpr std::array kAccuracyLevels = {0.97, 0.98, 0.99};
inline constexpr std::int64_t kDefaultAccuracySeeds = 5;
inline constexpr std::int64_t kMostAccuracySeeds = 1000;

/// The runs of one network with seeds 1, 2, …
struct AccuracyFigures {
  std::string name;
  std::int64_t epochs = 0;
  std::vector<engine::TimeToAccuracy> runs;
};

/// The median of the seconds to level `level`, where a run that never reaches it counts as infinite; nothing
/// if the median is.
std::optional<double> medianSeconds(const AccuracyFigures& figures, std::size_t level);

/// A table, with "not reached in N epochs" where a level was not reached.
std::string accuracyText(const std::vector<AccuracyFigures>& all);
/// One line: a list "accuracy" of name, epochs, seeds, seconds_to_97, seconds_to_98 and seconds_to_99 (null
/// if not reached), reached_97 and so on (by how many of the seeds), and the median of test_accuracy (0 … 1)
/// at the end.
std::string accuracyJson(const std::vector<AccuracyFigures>& all);

/// Measures and prints; returns an exit code.
int runAccuracyBench(std::int64_t seeds, bool isJson);

}  // namespace pellucid::app
