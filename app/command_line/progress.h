// SPDX-License-Identifier: GPL-3.0-or-later
// Tells on standard error how far the training is: a line that is overwritten ten times a second on a
// terminal; a line an epoch elsewhere, or nothing there where the result is wanted as JSON.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/train/evaluation.h"
#include "engine/train/trainer.h"

namespace pellucid::app {

class Progress {
 public:
  /// `targetSteps` is counted from the beginning of the run.
  Progress(const engine::Trainer& trainer, std::int64_t targetSteps, bool isJson);
  ~Progress();  ///< ends the overwritten line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Called after each step, with its batch's means.
  void step(const engine::Metrics& train);
  /// Called after the test at an epoch's end, with the means of the epoch's last batch.
  void epoch(const engine::Metrics& train, const engine::Metrics& test);

 private:
  using Clock = std::chrono::steady_clock;
  void overwrite(const engine::Metrics& train);

  const engine::Trainer& m_trainer;
  std::int64_t m_targetSteps;
  bool m_isTerminal;
  bool m_isJson;
  bool m_isLineOpen = false;
  double m_testAccuracy = -1;  ///< not yet known
  Clock::time_point m_shown;   ///< when the line was last overwritten, and
  std::int64_t m_samples = 0;  ///< samples trained since
};

}  // namespace pellucid::app
