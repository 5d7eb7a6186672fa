// SPDX-License-Identifier: GPL-3.0-or-later
// A unit of a network, or one of the weights that enter it: what is pointed at, explained and watched. Pure
// functions of the network's shapes; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network.h"

namespace pellucid::engine {

/// Layers and units count from 0. Of a dense layer the weight is from unit (or input) `from` of the layer
/// below; of a convolution it is that of the kernel that lies between these two, which many places share.
struct NetworkPlace {
  static constexpr Index kBias = -1;
  std::size_t layer = 0;
  Index unit = 0;
  std::optional<Index> from = {};  ///< of a weight, or kBias; none of a unit
  bool isUnit() const { return !from; }
  bool isBias() const { return from == kBias; }
  friend bool operator==(const NetworkPlace&, const NetworkPlace&) = default;
};

/// Whether the network has such a unit or such a weight.
bool exists(const Network& network, const NetworkPlace& place);
/// Where a weight lies in the flat vector of parameters; it exists.
Index parameterIndex(const Network& network, const NetworkPlace& place);

/// Where a weight is used: output `unit` of its layer adds up weight · input, or the weight alone where it is
/// a bias.
struct WeightUse {
  Index unit = 0;
  std::optional<Index> input = {};
};
/// Once in a dense layer; in a convolution once for each place where the kernel's weight lies on the map. The
/// weight exists.
std::vector<WeightUse> usesOf(const Network& network, const NetworkPlace& place);

}  // namespace pellucid::engine
