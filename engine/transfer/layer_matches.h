// SPDX-License-Identifier: GPL-3.0-or-later
// Which layers of a changed network existed before. Pure, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// For each layer of `after` the corresponding one of `before`, both counted from 0. Matches keep their
/// order: among all ways to pair layers of the same kind, and convolutions and pools of the same kernel size,
/// the one with the most in common, as in a longest common subsequence. Output layers only match each other.
std::vector<std::optional<std::size_t>> matchLayers(const NetworkSpec& before, const NetworkSpec& after);

}  // namespace pellucid::engine
