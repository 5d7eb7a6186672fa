// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate over the steps of a run, as the training computes it. A pure function, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/train/experiment.h"

namespace pellucid::ui {

/// The position of the run.
struct SchedulePlace {
  std::int64_t step = 0;  ///< steps done
  std::int64_t stepsPerEpoch = 1;
  engine::PlateauState plateau = {};
};

struct ScheduleCurve {
  std::vector<std::int64_t> steps;  ///< from 0 on, evenly spaced, at most kMostPoints
  std::vector<double> rates;        ///< at each of them
  std::int64_t end = 1;             ///< the last step visible, ≥ 1
  double now = 0;                   ///< the rate of the next step

  static constexpr std::int64_t kMostPoints = 400;
};

/// As far as the run goes by its own stopping rules; otherwise as far as needed to see the schedule, doubled
/// until it covers a run that has come further. A plateau's future depends on unknown losses: its rate is
/// drawn as it is now.
ScheduleCurve scheduleCurve(const engine::TrainingSpec& training, const SchedulePlace& place);

}  // namespace pellucid::ui
