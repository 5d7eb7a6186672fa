// SPDX-License-Identifier: GPL-3.0-or-later
// A data set with only a few training samples per class. Pure functions, any thread.
#pragma once

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// `count` randomly chosen samples of the split, always the same ones and in the order of the file, or all if
/// there are no more. For a part of the test samples, of which the first half is easier in MNIST.
Split someOf(const Split& split, Index count);

/// The data set with `perClass` training samples of each class, determined by `seed`: those for a smaller
/// number are among those for a larger one. Tests with someOf(test, testSamples). Refuses numeric targets and
/// a class that has fewer samples; the error says how many there are.
Result<DatasetPtr> fewSamples(const Dataset& dataset, Index perClass, std::uint64_t seed, Index testSamples);

}  // namespace pellucid::engine
