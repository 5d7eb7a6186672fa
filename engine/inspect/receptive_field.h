// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the input image a unit looks at: convolutions and pools see a window, dense layers see all. A
// pure function of the network's shapes.
#pragma once

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

/// Of unit `unit` of layer `layer`. What lies outside cannot change the unit's value, whatever the weights.
Window receptiveField(const Network& network, std::size_t layer, Index unit);

}  // namespace pellucid::engine
