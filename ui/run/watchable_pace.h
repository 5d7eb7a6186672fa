// SPDX-License-Identifier: GPL-3.0-or-later
// How fast training begins: small data would be learned before anybody has looked.
#pragma once

#include "engine/data/batches.h"
#include "engine/data/dataset.h"

namespace pellucid::ui {

/// Steps a second: of small data an epoch a frame; 0, as fast as possible, of others.
inline double watchablePace(const engine::Dataset& dataset, engine::Index batchSize) {
  constexpr engine::Index kFewSamples = 2000;  // for training
  constexpr double kFramesPerSecond = 60;
  const engine::Index samples = dataset.train.size();
  if (samples == 0 || samples > kFewSamples) return 0;
  return kFramesPerSecond * static_cast<double>(engine::batchesPerEpoch(samples, batchSize));
}

}  // namespace pellucid::ui
