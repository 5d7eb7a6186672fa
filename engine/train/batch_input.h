// SPDX-License-Identifier: GPL-3.0-or-later
// Puts samples into a trace's input, as a sparse batch or as a full matrix, whichever is faster. The choice
// depends only on network and data, so the same run gives the same bits.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"
#include "engine/model/network.h"

namespace pellucid::engine {

/// Whether skipping zeros pays: a dense first layer, and images of which most pixels are 0.
bool prefersSparse(const Network& network, const Dataset& dataset);

/// trace.input (I×N), or trace.sparseInput where `isSparse`, ← the samples with these indices.
void gatherInput(const Split& split, std::span<const std::uint32_t> indices, bool isSparse,
                 const Network& network, Trace& trace);

}  // namespace pellucid::engine
