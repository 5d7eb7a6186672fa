// SPDX-License-Identifier: GPL-3.0-or-later
// A unit of a network, or one of its incoming weights: the object of pointing, explaining and watching. Pure
// functions of the network's shapes; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// Layers and units count from 0. In a dense layer the weight is from unit (or input) `from` of the layer
/// below; in a convolution it is the kernel's weight between these two, which many places share.
struct NetworkPlace {
  static constexpr Index kBias = -1;
  std::size_t layer = 0;
  Index unit = 0;
  std::optional<Index> from = {};  ///< for a weight, or kBias; none for a unit
  bool isUnit() const { return !from; }
  bool isBias() const { return from == kBias; }
  friend bool operator==(const NetworkPlace&, const NetworkPlace&) = default;
};

/// Whether the network has such a unit or such a weight.
bool exists(const Network& network, const NetworkPlace& place);
/// The index of a weight in the flat vector of parameters; it must exist.
Index parameterIndex(const Network& network, const NetworkPlace& place);

/// A use of a weight: output `unit` of its layer adds weight · input, or the weight itself where it is a
/// bias.
struct WeightUse {
  Index unit = 0;
  std::optional<Index> input = {};
};
/// One in a dense layer; in a convolution one for each place where the kernel's weight is on the map. The
/// weight must exist.
std::vector<WeightUse> usesOf(const Network& network, const NetworkPlace& place);

}  // namespace pellucid::engine
