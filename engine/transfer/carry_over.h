// SPDX-License-Identifier: GPL-3.0-or-later
// What a changed network can keep of a trained one. Earlier layers are recognised even if others were added,
// removed or resized, and their weights are copied unit by unit. Where possible the network's answers stay
// the same: added units are connected to existing ones with weights of 0 (Chen et al. 2016, Net2Net), and an
// inserted layer begins as the identity. Pure, any thread.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// The origin of a layer's weights.
enum class Carried {
  Nothing,   ///< it has none
  Whole,     ///< all are those of an earlier layer
  Part,      ///< some are; the rest belongs to new units or new inputs
  Identity,  ///< it passes its input on unchanged
  Fresh,     ///< drawn from the seed: the layer is new, or all its inputs are
};

struct CarriedWeights {
  Vector weights;               ///< laid out like the changed network's tensors()
  std::vector<Carried> layers;  ///< one for each of its layers
};

/// A network, and its data, whose names identify the inputs and outputs.
struct CarrySide {
  const NetworkSpec& network;
  const Dataset& data;
};

/// `trained` are the weights of `before`, `fresh` the initial weights of `after`; both sides fit their data.
/// Inputs and outputs are matched by name where both sides have names, otherwise by order if there are
/// equally many. Hidden units keep their order. Kernels of another size do not count as the same weights. A
/// layer of whose inputs none is known keeps nothing, even where its sizes fit.
CarriedWeights carryOver(const CarrySide& before, const Vector& trained, const CarrySide& after,
                         Vector fresh);

}  // namespace pellucid::engine
