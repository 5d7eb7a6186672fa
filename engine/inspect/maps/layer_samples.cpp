// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/layer_samples.h"

#include <algorithm>
#include <numeric>

#include "engine/base/random.h"
#include "engine/train/batch_input.h"

namespace pellucid::engine {

std::vector<std::uint32_t> chooseSamples(Index available, Index most, std::uint64_t seed) {
  std::vector<std::uint32_t> samples(static_cast<std::size_t>(available));
  std::iota(samples.begin(), samples.end(), 0U);
  Random random(seed, "maps");
  random.shuffle(std::span(samples));
  samples.resize(static_cast<std::size_t>(std::min(available, most)));
  return samples;
}

Index affordableSamples(const Network& network, Index most) {
  constexpr Index kMostNumbers = (Index{256} << 20U) / Index{sizeof(Scalar)};
  Index each = network.inputs();
  for (std::size_t i = 0; i < network.layerCount(); ++i) each += network.layer(i).outputs();
  return std::min(most, std::max<Index>(2, kMostNumbers / each));
}

std::optional<std::vector<Matrix>> layersOf(const Network& network, const Vector& weights,
                                            const Dataset& dataset, const Split& split,
                                            std::span<const std::uint32_t> samples,
                                            const Progress& progress) {
  constexpr std::size_t kAtATime = 100;  // so that a cancelled request ends soon
  std::vector<Matrix> layers;
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    layers.emplace_back(network.layer(i).outputs(), static_cast<Index>(samples.size()));
  const bool isSparse = prefersSparse(network, dataset);
  Trace trace;
  for (std::size_t begin = 0; begin < samples.size(); begin += kAtATime) {
    if (progress.isCancelled()) return std::nullopt;
    const auto block = samples.subspan(begin, std::min(kAtATime, samples.size() - begin));
    gatherInput(split, block, isSparse, network, trace);
    network.forward(weights, trace);
    for (std::size_t i = 0; i < layers.size(); ++i)
      layers[i].middleCols(static_cast<Index>(begin), static_cast<Index>(block.size())) = trace.layers[i].a;
  }
  return layers;
}

}  // namespace pellucid::engine
