// SPDX-License-Identifier: GPL-3.0-or-later
// After which steps a run is looked at for its diagnosis. It follows from arithmetic alone and never from a
// clock, so that a run is seen at the same steps wherever it is trained.
#pragma once

#include <cstdint>

#include "engine/model/network.h"

namespace pellucid::engine {

/// How many steps of a run pay for a diagnosis, counted in multiplications.
class LookPace {
 public:
  /// Of steps with so many samples, 1 or more.
  LookPace(const Network& network, Index batchSize);

  /// A diagnosis after `step` steps takes about 1 % of the time of so many steps; at least 1. The more steps
  /// there are, the longer are the curves that it reads, up to a point.
  std::int64_t stepsAt(std::int64_t step) const;

 private:
  double m_look;  ///< multiplications that take as long, as the next
  double m_step;
};

/// After how many steps the next look is due: at 0, 250, 750, 2,250 and then every 2,250 steps after the
/// run began, or after its settings were changed; but from the fourth one on not before the steps have paid
/// for it and for all before it. `last` is the newest look's step, -1 where there is none.
std::int64_t nextLook(std::int64_t last, std::int64_t settingsSince, const LookPace& pace);

}  // namespace pellucid::engine
