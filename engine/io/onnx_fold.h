// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation of nodes on constants: exporters leave chains such as Shape, Gather, Concat and Reshape, or
// weights that are transposed or unpacked by separate nodes. Internal to io/; pure, any thread.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "engine/io/onnx_graph.h"

namespace pellucid::engine {

/// Represents the number of samples in shapes, which the file leaves open.
inline constexpr std::int64_t kOpenBatch = std::numeric_limits<std::int64_t>::min() + 7;

class OnnxFolder {
 public:
  /// `budget` limits the total number of values in folded constants; beyond it nothing is folded.
  explicit OnnxFolder(Index budget) : m_budget(budget) {}

  /// The node's value from those of its inputs (null for omitted ones); nothing where it is unknown or the
  /// inputs do not fit.
  std::optional<OnnxTensor> fold(const OnnxNode& node, const std::vector<const OnnxTensor*>& inputs);

 private:
  Index m_budget;
};

/// Replaces all nodes with only constant inputs by constants.
void foldOnnxConstants(OnnxGraph& graph, OnnxFolder& folder);

/// Element i of the result is element order[i] of the tensor, whose dimensions are arranged in this order.
std::vector<Index> permutation(const std::vector<Index>& dims, const std::vector<std::int64_t>& axes);

/// The axis counted from the front; nothing outside 0 … rank − 1.
std::optional<std::size_t> axisOf(std::int64_t axis, std::size_t rank);

/// A list that is an attribute of the operator in old operator sets and its second input in new ones.
std::vector<std::int64_t> listOf(const OnnxNode& node, const char* name, const OnnxTensor* second);

/// The dimensions without those of size 1 at `axes` (all of them if it is empty), or with new ones there;
/// nothing where they do not fit.
std::optional<std::vector<Index>> squeezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes);
std::optional<std::vector<Index>> unsqueezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes);

}  // namespace pellucid::engine
