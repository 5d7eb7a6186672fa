// SPDX-License-Identifier: GPL-3.0-or-later
// From a place that the user chose to the parameter that the engine knows. Pure.
#pragma once

#include <optional>

#include "engine/inspect/step_trace.h"
#include "ui/document/selection.h"

namespace pellucid::ui {

/// The number of a weight or bias in the flat vector; none for a unit, or where the network has no such
/// weight.
inline std::optional<engine::Index> parameterAt(const engine::Network& network,
                                                const std::optional<Place>& place) {
  if (!place || !place->from) return std::nullopt;
  const engine::WeightPlace at{.layer = place->layer, .unit = place->unit, .from = *place->from};
  if (!engine::exists(network, at)) return std::nullopt;
  return engine::parameterIndex(network, at);
}

}  // namespace pellucid::ui
