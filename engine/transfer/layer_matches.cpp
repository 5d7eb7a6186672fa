// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/layer_matches.h"

#include <algorithm>

namespace pellucid::engine {
namespace {

/// How much two layers have in common; 0 where they cannot correspond.
int likeness(const LayerSpec& a, const LayerSpec& b) {
  if (a.kind != b.kind || a.kernel != b.kernel) return 0;
  if (!hasParameters(a.kind)) return a == b ? 2 : 1;
  // Layers whose weights can be kept count more than any number of other traits.
  return 4 + (a.units == b.units ? 2 : 0) + (a.activation == b.activation ? 1 : 0);
}

}  // namespace

std::vector<std::optional<std::size_t>> matchLayers(const NetworkSpec& before, const NetworkSpec& after) {
  std::vector<std::optional<std::size_t>> matches(after.layers.size());
  if (likeness(before.layers.back(), after.layers.back()) > 0) matches.back() = before.layers.size() - 1;
  const std::size_t rows = before.layers.size() - 1;
  const std::size_t cols = after.layers.size() - 1;
  // best(i, j): the most that the layers from i and from j on have in common.
  std::vector<int> table((rows + 1) * (cols + 1), 0);
  const auto best = [&](std::size_t i, std::size_t j) -> int& { return table[i * (cols + 1) + j]; };
  const auto paired = [&](std::size_t i, std::size_t j) {
    const int like = likeness(before.layers[i], after.layers[j]);
    return like > 0 ? like + best(i + 1, j + 1) : 0;
  };
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = cols; j-- > 0;)
      best(i, j) = std::max({paired(i, j), best(i + 1, j), best(i, j + 1)});
  // From the front, so that among equal ways the earliest layers match.
  for (std::size_t i = 0, j = 0; i < rows && j < cols;) {
    if (const int pair = paired(i, j); pair > 0 && pair == best(i, j))
      matches[j++] = i++;
    else
      best(i + 1, j) == best(i, j) ? ++i : ++j;
  }
  return matches;
}

}  // namespace pellucid::engine
