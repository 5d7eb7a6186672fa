// SPDX-License-Identifier: GPL-3.0-or-later
// What nodes make of constants: exporters leave chains such as Shape, Gather, Concat and Reshape, or weights
// that are turned or unpacked by nodes of their own. Internal to io/; pure, any thread.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "engine/io/onnx_graph.h"

namespace pellucid::engine {

/// Stands in shapes for the number of samples, which the file leaves open.
inline constexpr std::int64_t kOpenBatch = std::numeric_limits<std::int64_t>::min() + 7;

class OnnxFolder {
 public:
  /// The constants that nodes make may have as many values in all; beyond that nothing is folded.
  explicit OnnxFolder(Index budget) : m_budget(budget) {}

  /// The node's value from those of its inputs (null for the ones left out); nothing where it is not known or
  /// the inputs do not fit.
  std::optional<OnnxTensor> fold(const OnnxNode& node, const std::vector<const OnnxTensor*>& inputs);

 private:
  Index m_budget;
};

/// Replaces by constants all nodes that take nothing else.
void foldOnnxConstants(OnnxGraph& graph, OnnxFolder& folder);

/// Element i of the result is element order[i] of the tensor whose dimensions are put in this order.
std::vector<Index> permutation(const std::vector<Index>& dims, const std::vector<std::int64_t>& axes);

/// The axis counted from the front; nothing outside 0 … rank − 1.
std::optional<std::size_t> axisOf(std::int64_t axis, std::size_t rank);

/// Numbers that an operator has as an attribute in old operator sets and as its second input in new ones.
std::vector<std::int64_t> listOf(const OnnxNode& node, const char* name, const OnnxTensor* second);

/// The dimensions without those of size 1 at `axes` (all of them where it is empty), or with new ones there;
/// nothing where they do not fit.
std::optional<std::vector<Index>> squeezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes);
std::optional<std::vector<Index>> unsqueezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes);

}  // namespace pellucid::engine
