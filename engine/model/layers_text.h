// SPDX-License-Identifier: GPL-3.0-or-later
// The one-line form of a network, as the command line takes it: "784,64:relu,10:softmax".
// The first number is the input size; then a layer each, UNITS[:ACTIVATION], linear where none is named.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

struct LayersText {
  Index inputs = 0;
  std::vector<LayerSpec> layers;
  friend bool operator==(const LayersText&, const LayersText&) = default;
};

/// The error names the part that was not understood and what is allowed there.
Result<LayersText> parseLayers(std::string_view text);

/// The inverse of parseLayers. Padlocks have no place in this form and are left out.
std::string formatLayers(Index inputs, const std::vector<LayerSpec>& layers);

}  // namespace pellucid::engine
