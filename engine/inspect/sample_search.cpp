// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/sample_search.h"

#include <algorithm>

namespace pellucid::engine {

std::optional<Index> findSample(const Network& network, const Vector& weights, Loss loss, const Split& split,
                                Index from, int step, Answer wanted) {
  const Index count = split.size();
  if (count == 0) return std::nullopt;
  const Activation output = network.layer(network.layerCount() - 1).activation();
  const Scalar middle = targetCoding(loss, output, network.outputs()).middle();
  const auto at = [&](Index distance) { return ((from + step * distance) % count + count) % count; };
  if (wanted == Answer::Any) return at(1);
  if (split.labels.empty()) return std::nullopt;

  // Blocks begin small, because the next one is usually near, and grow, because a product of many columns is
  // more efficient.
  Trace trace;
  std::vector<std::uint32_t> indices;
  Index block = 8;
  for (Index done = 0; done < count;
       done += static_cast<Index>(indices.size()), block = std::min<Index>(block * 2, 256)) {
    indices.clear();
    for (Index i = 1; i <= block && done + i <= count; ++i)
      indices.push_back(static_cast<std::uint32_t>(at(done + i)));
    gather(split, network.inputs(), indices, trace.input);
    network.forward(weights, trace);
    for (std::size_t n = 0; n < indices.size(); ++n) {
      const Index prediction = answer(trace.output(), static_cast<Index>(n), middle);
      const bool isRight = prediction == split.labels[indices[n]];
      if (isRight == (wanted == Answer::Right)) return indices[n];
    }
  }
  return std::nullopt;
}

}  // namespace pellucid::engine
