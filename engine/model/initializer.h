// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the initial weights of a layer; the formulas are in network_spec.h. Pure functions, any thread.
#pragma once

#include "engine/base/random.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// Fills `weights` from `random`, column by column. `fanIn` is the number of inputs that one unit sums and
/// `fanOut` the number of units that one input reaches: I and O of an O×I matrix; channels·k² and filters·k²
/// of a convolution, whose weights are filters × channels·k².
void initialize(Initializer initializer, Random& random, double fanIn, double fanOut,
                Eigen::Ref<Matrix> weights);

}  // namespace pellucid::engine
