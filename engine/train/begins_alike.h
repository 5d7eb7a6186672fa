// SPDX-License-Identifier: GPL-3.0-or-later
// Whether one run's initial weights also suit another. Pure; any thread.
#pragma once

#include "engine/train/experiment.h"

namespace pellucid::engine {

/// The same network and seed. Padlocks and rate factors do not matter.
inline bool beginsAlike(const Experiment& a, const Experiment& b) {
  const auto bare = [](NetworkSpec network) {
    for (LayerSpec& layer : network.layers) {
      layer.frozen = false;
      layer.rateFactor = 1;
    }
    return network;
  };
  return a.seed == b.seed && bare(a.network) == bare(b.network);
}

}  // namespace pellucid::engine
