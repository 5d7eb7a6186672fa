// SPDX-License-Identifier: GPL-3.0-or-later
// What a changed network can keep of a trained one. Layers that were there before are found again although
// others came, went or changed their size, and unit by unit their weights are copied. Where a change allows
// it the network answers as before: units that are added reach units that were there with weights of 0
// (Chen et al. 2016, Net2Net), and a layer that is put between begins as the identity. Pure, any thread.
#pragma once

#include <vector>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// Where the weights of a layer come from.
enum class Carried {
  Nothing,   ///< it has none
  Whole,     ///< all are those of a layer that was there
  Part,      ///< some are; the rest belongs to new units or new inputs
  Identity,  ///< it passes on what it gets
  Fresh,     ///< drawn from the seed: it is new, or what reaches it is
};

struct CarriedWeights {
  Vector weights;               ///< laid out by the changed network's tensors()
  std::vector<Carried> layers;  ///< one for each of its layers
};

/// A network, and the data that it is for: their names tell which inputs and outputs are which.
struct CarrySide {
  const NetworkSpec& network;
  const Dataset& data;
};

/// `trained` are the weights of `before`, `fresh` the initial weights of `after`; both sides fit their data.
/// Inputs and outputs are found again by name where both sides have names, otherwise by their order where
/// there are as many. Hidden units keep their order. Kernels of another size are not the same weights. A
/// layer of which nothing that reaches it is known keeps nothing, even where its sizes fit.
CarriedWeights carryOver(const CarrySide& before, const Vector& trained, const CarrySide& after,
                         Vector fresh);

}  // namespace pellucid::engine
