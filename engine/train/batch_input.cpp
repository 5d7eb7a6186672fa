// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_input.h"

#include <algorithm>

#include "engine/data/fetch_ahead.h"

namespace pellucid::engine {
namespace {

/// Below this share of nonzero pixels, a product that skips the zeros is faster: for 784–64 and 784–512 the
/// two take the same time at about one half.
constexpr double kSparseShare = 0.4;
/// A layer of fewer units has too little to do for each entry.
constexpr Index kLeastUnits = 8;
constexpr Index kSamplesToCount = 1000;

}  // namespace

bool prefersSparse(const Network& network, const Dataset& dataset) {
  if (!network.takesSparseInput() || network.layer(0).outputs() < kLeastUnits) return false;
  const std::vector<std::uint8_t>& pixels = dataset.train.pixels;
  const auto counted = std::min(pixels.size(), static_cast<std::size_t>(kSamplesToCount * dataset.inputs()));
  const auto zeros = std::count(pixels.begin(), pixels.begin() + static_cast<std::ptrdiff_t>(counted), 0);
  return counted > 0 && static_cast<double>(zeros) > (1 - kSparseShare) * static_cast<double>(counted);
}

void gatherInput(const Split& split, std::span<const std::uint32_t> indices, bool isSparse,
                 const Network& network, Trace& trace) {
  const Index features = network.inputs();
  trace.isSparse = isSparse;
  if (!isSparse) {
    gather(split, features, indices, trace.input);
    return;
  }
  SparseBatch& x = trace.sparseInput;
  x.reset(features, static_cast<Index>(indices.size()));
  for (std::size_t n = 0; n < indices.size(); ++n) {
    fetchAhead(split, features, indices, n);
    x.add(split.pixels.data() + static_cast<Index>(indices[n]) * features, kByteScale);
  }
}

}  // namespace pellucid::engine
