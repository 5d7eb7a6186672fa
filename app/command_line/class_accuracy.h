// SPDX-License-Identifier: GPL-3.0-or-later
// How well a network knows each class. Pure; one pass over the split.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"
#include "engine/train/loss.h"

namespace pellucid::app {

struct ClassAccuracy {
  engine::Index samples = 0;  ///< of this class in the split
  engine::Index correct = 0;  ///< of them, those that the network recognised
};

/// An entry for each class that the network's outputs tell apart: two where it has one output. The split's
/// labels must be below that number. The loss says where one output changes its answer.
std::vector<ClassAccuracy> accuracyByClass(const engine::Network& network, const engine::Vector& weights,
                                           engine::Loss loss, const engine::Split& split);

}  // namespace pellucid::app
