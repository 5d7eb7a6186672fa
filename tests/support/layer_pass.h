// SPDX-License-Identifier: GPL-3.0-or-later
// One pass forward and backward through one layer of the engine with random numbers, as plain vectors for
// the naive layers to repeat.
#pragma once

#include "engine/model/layer.h"
#include "tests/support/naive_layers.h"

namespace pellucid::tests {

struct LayerPass {
  // The inputs: normal random numbers; where `sparse`, most of delta is zero, as after a max pool.
  Numbers parameters;
  Samples x, delta;
  // The results.
  Samples z, a, dx;
  Numbers gradient;
  engine::LayerTrace trace;
};

struct PassOptions {
  engine::Index samples = 3;
  bool isTraining = false;
  bool sparse = false;
  std::uint64_t seed = 1;
  engine::LayerTrace trace = {};  ///< left from an earlier pass; a layer must ignore its contents
};

LayerPass passThrough(const engine::Layer& layer, const PassOptions& options = {});

/// One vector for each column.
Samples columns(const engine::Matrix& matrix);

NaiveMaps maps(const engine::Shape& shape);

/// The largest difference of two values in the same place, relative to the larger of 1 and the expected one;
/// infinite if the shapes differ, NaN if a value is.
double worstDifference(const Numbers& values, const Numbers& expected);
double worstDifference(const Samples& values, const Samples& expected);

}  // namespace pellucid::tests
