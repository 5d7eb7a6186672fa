// SPDX-License-Identifier: GPL-3.0-or-later
// Which nodes are an activation. Frameworks write one function in many ways (SiLU as Sigmoid and Mul, GELU as
// five nodes, hard sigmoid as Clip), so nodes are known by what they compute: a group of them that makes one
// number of another is computed for many numbers and compared with what the engine's activations give.
// Internal to io/; pure, any thread.
#pragma once

#include <optional>
#include <span>

#include "engine/io/onnx_graph.h"

namespace pellucid::engine {

/// Whether the operator works on each number by itself, so that it may be a part of an activation.
bool isElementwise(const std::string& op);

/// The operator of a node that isElementwise(), for the numbers `inputs`; nothing where their count does not
/// fit.
std::optional<double> elementwise(const onnx::NodeProto& node, std::span<const double> inputs);

/// Puts one activation in the place of all nodes that compute it. What is left over of those that are
/// elementwise is none.
void recogniseActivations(OnnxGraph& graph);

}  // namespace pellucid::engine
