// SPDX-License-Identifier: GPL-3.0-or-later
// Which nodes are an activation. Frameworks write one function in many ways (SiLU as Sigmoid and Mul, GELU as
// five nodes, hard sigmoid as Clip), so nodes are recognised by what they compute: a group of them that maps
// one number to another is evaluated at many points and compared with the engine's activations. Internal to
// io/; pure, any thread.
#pragma once

#include <optional>
#include <span>

#include "engine/io/onnx_graph.h"

namespace pellucid::engine {

/// Whether the operator works elementwise, so that it can be part of an activation.
bool isElementwise(const std::string& op);

/// The result of a node that isElementwise() for the values `inputs`; nothing where their number does not
/// fit.
std::optional<double> elementwise(const onnx::NodeProto& node, std::span<const double> inputs);

/// Replaces all nodes that compute one activation by that activation. Elementwise nodes that remain are not
/// activations.
void recogniseActivations(OnnxGraph& graph);

}  // namespace pellucid::engine
