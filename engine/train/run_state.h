// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run is, as a value. Training 2N steps equals training N, saving, loading and training N, bit for
// bit. Random streams and the position in the data are functions of the experiment's seed and `step` (see
// base/random.h).
#pragma once

#include <cstdint>

#include "engine/base/numeric.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "engine/train/stopping.h"

namespace pellucid::engine {

struct RunState {
  Vector weights;  ///< all parameters, laid out by Network::tensors()
  OptimizerState optimizer;
  std::int64_t step = 0;        ///< steps done
  PlateauState plateau = {};    ///< as it began unless the schedule is a plateau
  StoppingState stopping = {};  ///< likewise without patience
  friend bool operator==(const RunState& a, const RunState& b) {
    return a.step == b.step && a.weights.size() == b.weights.size() && a.weights == b.weights &&
           a.optimizer == b.optimizer && a.plateau == b.plateau && a.stopping == b.stopping;
  }
};

}  // namespace pellucid::engine
