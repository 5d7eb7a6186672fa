// SPDX-License-Identifier: GPL-3.0-or-later
// How well a network knows each class. Pure; one pass over the split.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::app {

struct ClassAccuracy {
  engine::Index samples = 0;  ///< of this class in the split
  engine::Index correct = 0;  ///< of them, those that the network recognised
};

/// An entry for each of the network's outputs. The split's labels must be below that number.
std::vector<ClassAccuracy> accuracyByClass(const engine::Network& network, const engine::Vector& weights,
                                           const engine::Split& split);

}  // namespace pellucid::app
