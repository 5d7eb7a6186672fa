// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the first weights of a layer; the formulas are in network_spec.h.
#pragma once

#include "engine/base/random.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// Fills `weights` (O×I) from `random`, column after column.
void initialize(Initializer initializer, Random& random, Eigen::Ref<Matrix> weights);

}  // namespace pellucid::engine
