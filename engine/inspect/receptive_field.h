// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the image, and of the maps on the way, a unit looks at: convolutions and pools see a window,
// dense layers see all. Pure functions of the network's shapes.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// Rows and columns of the input, first and last ones included; of every channel.
struct Window {
  Index top = 0;
  Index bottom = 0;
  Index left = 0;
  Index right = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// What a unit sees of the numbers that a layer on its way takes.
struct ReceptiveField {
  Window window;
  std::optional<Index> map;  ///< the only one that it sees; none for all of them
  friend bool operator==(const ReceptiveField&, const ReceptiveField&) = default;
};

/// Of unit `unit` of layer `layer`, in what layer i takes, for i from 0 (the input) to `layer`. What lies
/// outside cannot change the unit's value, whatever the weights.
std::vector<ReceptiveField> receptiveFields(const Network& network, std::size_t layer, Index unit);

/// That in the input.
inline Window receptiveField(const Network& network, std::size_t layer, Index unit) {
  return receptiveFields(network, layer, unit).front().window;
}

}  // namespace pellucid::engine
