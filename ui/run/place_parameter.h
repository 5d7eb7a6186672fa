// SPDX-License-Identifier: GPL-3.0-or-later
// From a place chosen by the user to the engine's parameter. Pure.
#pragma once

#include <optional>

#include "ui/document/selection.h"

namespace pellucid::ui {

/// The index of a weight or bias in the flat vector; none for a unit, or where the network has no such
/// weight.
inline std::optional<engine::Index> parameterAt(const engine::Network& network,
                                                const std::optional<Place>& place) {
  if (!place || place->isUnit() || !engine::exists(network, *place)) return std::nullopt;
  return engine::parameterIndex(network, *place);
}

}  // namespace pellucid::ui
