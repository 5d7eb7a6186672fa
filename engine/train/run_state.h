// SPDX-License-Identifier: GPL-3.0-or-later
// The position of a run, as a value. Training 2N steps equals training N, saving, loading and training N, bit
// for bit. Random streams and the position in the data are functions of the experiment's seed and `step` (see
// base/random.h).
#pragma once

#include <cstdint>
#include <utility>

#include "engine/base/numeric.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "engine/train/stopping.h"

namespace pellucid::engine {

struct RunState {
  Vector weights;  ///< all parameters, laid out by Network::tensors()
  OptimizerState optimizer;
  std::int64_t step = 0;        ///< steps done
  PlateauState plateau = {};    ///< initial unless the schedule is a plateau
  StoppingState stopping = {};  ///< likewise without patience
  friend bool operator==(const RunState& a, const RunState& b) {
    return a.step == b.step && a.weights.size() == b.weights.size() && a.weights == b.weights &&
           a.optimizer == b.optimizer && a.plateau == b.plateau && a.stopping == b.stopping;
  }
};

/// Before the first step, with these weights of a network with `layers` layers.
inline RunState firstState(Vector weights, Optimizer optimizer, std::size_t layers) {
  const Index parameters = weights.size();
  return {.weights = std::move(weights), .optimizer = initialState(optimizer, parameters, layers)};
}

/// The memory occupied by a state.
inline std::size_t bytesOf(const RunState& state) {
  const Index scalars = state.weights.size() + state.optimizer.first.size() + state.optimizer.second.size() +
                        state.stopping.bestWeights.size();
  return static_cast<std::size_t>(scalars) * sizeof(Scalar) + sizeof(RunState);
}

}  // namespace pellucid::engine
