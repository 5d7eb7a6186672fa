// SPDX-License-Identifier: GPL-3.0-or-later
// What each layer of a network makes of a choice of samples: the points that maps, t-SNE and linear probes
// begin with. Pure functions of const values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// At most `most` different ones of `available` samples, all of them where there are no more; in an order
/// that follows from the seed, so that any beginning of it is a random choice, too.
std::vector<std::uint32_t> chooseSamples(Index available, Index most, std::uint64_t seed);

/// How many of `most` samples there may be, at least 2, so that their inputs and what all layers make of them
/// take no more than 256 MiB.
Index affordableSamples(const Network& network, Index most);

/// a of layers 0, 1, …, of these samples, a column each, as the network answers when it is used. Sent through
/// a few at a time. Nothing when it was cancelled.
std::optional<std::vector<Matrix>> layersOf(const Network& network, const Vector& weights,
                                            const Dataset& dataset, const Split& split,
                                            std::span<const std::uint32_t> samples,
                                            const Progress& progress = {});

}  // namespace pellucid::engine
