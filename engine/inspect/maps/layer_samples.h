// SPDX-License-Identifier: GPL-3.0-or-later
// The outputs of each layer of a network for a selection of samples: the points that maps, t-SNE and linear
// probes start from. Pure functions of const values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// At most `most` different ones of `available` samples, or all of them if there are no more; in an order
/// determined by the seed, so that any beginning of it is a random selection, too.
std::vector<std::uint32_t> chooseSamples(Index available, Index most, std::uint64_t seed);

/// The number of samples, up to `most` and at least 2, whose inputs and layer outputs take no more than 256
/// MiB.
Index affordableSamples(const Network& network, Index most);

/// a of layers 0, 1, … for these samples, one column each, for the network in use. A few samples are
/// processed at a time. Nothing when cancelled.
std::optional<std::vector<Matrix>> layersOf(const Network& network, const Vector& weights,
                                            const Dataset& dataset, const Split& split,
                                            std::span<const std::uint32_t> samples,
                                            const Progress& progress = {});

}  // namespace pellucid::engine
