// SPDX-License-Identifier: GPL-3.0-or-later
// The file of --metrics: a run's history from its first step on, written while it grows, so that a long run
// needs no memory for it and others can follow it. The columns are those of engine/io/history_csv.h.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "engine/base/enum_names.h"
#include "engine/base/result.h"
#include "engine/train/snapshot.h"

namespace pellucid::app {

enum class MetricsEvery { Step, Epoch };

}  // namespace pellucid::app

template <>
inline constexpr std::array pellucid::engine::kEnumNames<pellucid::app::MetricsEvery> = {
    EnumName<pellucid::app::MetricsEvery>{pellucid::app::MetricsEvery::Step, "step"},
    EnumName<pellucid::app::MetricsEvery>{pellucid::app::MetricsEvery::Epoch, "epoch"},
};

namespace pellucid::app {

/// A row for each step of the history, or only for each epoch's last step. The training columns are the means
/// over that step's batch before its update. The test columns are filled at each epoch's last step and empty
/// elsewhere, even where the history holds a test at another step (such as the one at the end of a run that
/// stopped within an epoch).
class MetricsFile {
 public:
  /// Replaces the file by one with the rows of `history`. The error is a write error.
  static engine::Result<MetricsFile> begin(const std::filesystem::path& path, const engine::History& history,
                                           std::int64_t stepsPerEpoch, MetricsEvery every);

  /// Adds the next step, with `test` at an epoch's end. Write errors are reported by end(), so that the
  /// training continues.
  void add(const engine::HistoryPoint& train, const engine::Metrics* test);
  /// Nothing can be added afterwards.
  engine::Result<void> end();

 private:
  using Clock = std::chrono::steady_clock;
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::filesystem::path m_path;
  std::unique_ptr<std::FILE, Close> m_file;
  std::int64_t m_stepsPerEpoch = 1;
  MetricsEvery m_every = MetricsEvery::Step;
  Clock::time_point m_flushed;  ///< when readers could last see all rows
  int m_problem = 0;            ///< errno of the failed write
  std::int64_t m_lostStep = 0;  ///< and the first step lost by it
};

}  // namespace pellucid::app
