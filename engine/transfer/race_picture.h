// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to see of a race after one step. Immutable where it is shared; crosses threads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/transfer/arm_race.h"

namespace pellucid::engine {

struct RacePicture {
  struct Arm {
    std::string name;
    Vector weights;
    std::vector<bool> frozen;  ///< one for each layer
    std::vector<ArmPoint> points;
    std::vector<PadlockTurn> turns;
    Index trainableParameters = 0;
    double millisecondsPerStep = 0;
    bool hasDiverged = false;
  };
  std::shared_ptr<const TransferTask> task;
  std::shared_ptr<const Network> source;
  std::shared_ptr<const Network> network;  ///< of every arm
  std::vector<Arm> arms;
  std::int64_t step = 0;
  std::int64_t steps = 0;  ///< the run ends there
};

/// A copy: the race may go on, or end, while it is looked at. `source` is the network of the task's source.
std::shared_ptr<const RacePicture> pictureOf(const ArmRace& race, std::shared_ptr<const Network> source,
                                             std::int64_t steps);

}  // namespace pellucid::engine
