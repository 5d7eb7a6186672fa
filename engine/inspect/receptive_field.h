// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the image, and of the maps in between, that a unit depends on: convolutions and pools see a
// window, dense layers everything. Pure functions of the network's shapes.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// First and last rows and columns of the input, inclusive; for every channel.
struct Window {
  Index top = 0;
  Index bottom = 0;
  Index left = 0;
  Index right = 0;
  friend bool operator==(const Window&, const Window&) = default;
};

/// The part of an earlier layer's input that a unit depends on.
struct ReceptiveField {
  Window window;
  std::optional<Index> map;  ///< the only map that it depends on; none for all of them
  friend bool operator==(const ReceptiveField&, const ReceptiveField&) = default;
};

/// For unit `unit` of layer `layer`, in the input of layer i, for i from 0 (the network's input) to `layer`.
/// Anything outside cannot affect the unit's value, whatever the weights.
std::vector<ReceptiveField> receptiveFields(const Network& network, std::size_t layer, Index unit);

/// The receptive field in the network's input.
inline Window receptiveField(const Network& network, std::size_t layer, Index unit) {
  return receptiveFields(network, layer, unit).front().window;
}

}  // namespace pellucid::engine
