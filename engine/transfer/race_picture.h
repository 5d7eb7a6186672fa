// SPDX-License-Identifier: GPL-3.0-or-later
// What can be seen of a race after one step. Immutable where it is shared; crosses threads.
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
    std::vector<bool> frozen;  ///< one per layer
    std::vector<ArmPoint> points;
    std::vector<PadlockTurn> turns;
    Index trainableParameters = 0;
    double millisecondsPerStep = 0;
    bool hasDiverged = false;
  };
  std::shared_ptr<const TransferTask> task;
  std::shared_ptr<const Network> source;
  std::shared_ptr<const Network> network;  ///< of all arms
  std::vector<Arm> arms;
  std::int64_t step = 0;
  std::int64_t steps = 0;  ///< total number of steps of the run
};

/// A copy, so that the race can continue, or end, while it is looked at. `source` is the network of the
/// task's source.
std::shared_ptr<const RacePicture> pictureOf(const ArmRace& race, std::shared_ptr<const Network> source,
                                             std::int64_t steps);

}  // namespace pellucid::engine
