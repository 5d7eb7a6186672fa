// SPDX-License-Identifier: GPL-3.0-or-later
// What can be added to a network, and where. Layers are counted from 0; the last is the output and remains
// so.
#pragma once

#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// A network with one more layer, including what that layer needs with it.
struct Insertion {
  NetworkSpec network;
  std::size_t layer = 0;       ///< index of the new layer
  std::size_t count = 1;       ///< number of new layers
  bool bringsFlatten = false;  ///< a Flatten was added too, because a dense layer follows maps
};

/// `network`, which fits `input`, with a layer of `kind` before layer `position`, or at the next position
/// with the same meaning: a dense layer goes after a Flatten at that position. Its settings are those of a
/// neighbour of its kind (the one before it, else the one after it), otherwise the usual ones, with a window
/// that fits. Refuses layers that cannot be there; the error says why, and what would help.
Result<Insertion> insertLayer(const NetworkSpec& network, const Shape& input, std::size_t position,
                              LayerKind kind);

/// The same with given layers, unchanged: copies of others, without any Flatten that would receive a row of
/// values. `layers` is not empty; Insertion::layer is the first of them.
Result<Insertion> insertLayers(const NetworkSpec& network, const Shape& input, std::size_t position,
                               const std::vector<LayerSpec>& layers);

}  // namespace pellucid::engine
