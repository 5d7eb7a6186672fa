// SPDX-License-Identifier: GPL-3.0-or-later
// How fast training begins: small data would otherwise be learned before the user has seen anything.
#pragma once

#include "engine/data/batches.h"
#include "engine/data/dataset.h"

namespace pellucid::ui {

/// Steps per second: for small data one epoch per frame; otherwise 0, as fast as possible.
inline double watchablePace(const engine::Dataset& dataset, engine::Index batchSize) {
  constexpr engine::Index kFewSamples = 2000;  // for training
  constexpr double kFramesPerSecond = 60;
  const engine::Index samples = dataset.train.size();
  if (samples == 0 || samples > kFewSamples) return 0;
  return kFramesPerSecond * static_cast<double>(engine::batchesPerEpoch(samples, batchSize));
}

}  // namespace pellucid::ui
