// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate over the steps of a run, as the training computes it. A pure function, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/train/experiment.h"

namespace pellucid::ui {

/// Where the run is.
struct SchedulePlace {
  std::int64_t step = 0;  ///< steps done
  std::int64_t stepsPerEpoch = 1;
  engine::PlateauState plateau = {};
};

struct ScheduleCurve {
  std::vector<std::int64_t> steps;  ///< from 0 on, evenly, at most kMostPoints
  std::vector<double> rates;        ///< of each of them
  std::int64_t end = 1;             ///< the last step in sight, ≥ 1
  double now = 0;                   ///< of the step that comes next

  static constexpr std::int64_t kMostPoints = 400;
};

/// As far as the run goes by its own stopping rules; else as far as it takes to see the schedule. Of
/// a run that has come further, twice as far, and twice again. What a plateau will do depends on losses that
/// nobody knows: its coming rate is drawn as it is now.
ScheduleCurve scheduleCurve(const engine::TrainingSpec& training, const SchedulePlace& place);

}  // namespace pellucid::ui
