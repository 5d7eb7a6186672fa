// SPDX-License-Identifier: GPL-3.0-or-later
// The steps after which a run is looked at for its diagnosis. They follow from arithmetic alone and never
// from a clock, so that a run is examined at the same steps wherever it is trained.
#pragma once

#include <cstdint>

#include "engine/model/network.h"

namespace pellucid::engine {

/// The number of a run's steps that pay for a diagnosis, counted in multiplications.
class LookPace {
 public:
  /// For steps with `batchSize` ≥ 1 samples.
  LookPace(const Network& network, Index batchSize);

  /// The number of steps whose 1 % of time a diagnosis after `step` steps takes; at least 1. The more steps
  /// there are, the longer are the curves to be read, up to a point.
  std::int64_t stepsAt(std::int64_t step) const;

 private:
  double m_look;  ///< equivalent multiplications, like the next
  double m_step;
};

/// The step at which the next look is due: at 0, 250, 750, 2,250 and then every 2,250 steps after the run
/// began, or after its settings were changed; but from the fourth one on, not before the steps have paid for
/// it and all previous ones. `last` is the newest look's step, -1 if there is none.
std::int64_t nextLook(std::int64_t last, std::int64_t settingsSince, const LookPace& pace);

}  // namespace pellucid::engine
