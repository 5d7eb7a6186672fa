// SPDX-License-Identifier: GPL-3.0-or-later
// How well a network knows each class. Pure.
#pragma once

#include <span>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"
#include "engine/train/loss.h"

namespace pellucid::app {

struct ClassAccuracy {
  engine::Index samples = 0;  ///< samples of this class in the split
  engine::Index correct = 0;  ///< those of them that the network recognised
};

/// An entry for each class that the network's outputs distinguish: two if it has one output. `answers` (O×N)
/// are its outputs; the labels must be below the number of classes. The loss decides where a single output
/// changes its answer.
std::vector<ClassAccuracy> accuracyByClass(const engine::Network& network, engine::Loss loss,
                                           const engine::Matrix& answers,
                                           std::span<const std::uint8_t> labels);

}  // namespace pellucid::app
