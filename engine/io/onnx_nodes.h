// SPDX-License-Identifier: GPL-3.0-or-later
// Which ONNX nodes Pellucid understands, whatever their place in the graph, and the attributes of nodes.
// Internal to io/; pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/onnx_model.h"

namespace pellucid::engine {

/// Refuses the graph with one message that lists every node whose operator, domain, attributes or number of
/// inputs and outputs are not supported.
Result<void> checkOnnxNodes(const onnx::GraphProto& graph);

/// `Gemm "fc1"`: how messages name a node.
std::string shownNode(const onnx::NodeProto& node);

/// An attribute's value, or the operator's default.
std::int64_t integerAttribute(const onnx::NodeProto& node, const char* name, std::int64_t otherwise);
float floatAttribute(const onnx::NodeProto& node, const char* name, float otherwise);
std::string textAttribute(const onnx::NodeProto& node, const char* name, const char* otherwise);
std::vector<std::int64_t> integersAttribute(const onnx::NodeProto& node, const char* name,
                                            std::vector<std::int64_t> otherwise);

void addInteger(onnx::NodeProto& node, const char* name, std::int64_t value);
void addIntegers(onnx::NodeProto& node, const char* name, const std::vector<std::int64_t>& values);

}  // namespace pellucid::engine
