// SPDX-License-Identifier: GPL-3.0-or-later
// Which ONNX nodes Pellucid supports, independently of their place in the graph, and access to the attributes
// of nodes. Internal to io/; pure, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/onnx_graph.h"

namespace pellucid::engine {

/// Why the node is not supported, wherever it is; empty if it is.
Message onnxObjection(const OnnxNode& node);

/// Refuses the graph with one message that lists every node whose operator, domain, attributes or number of
/// inputs and outputs are not supported, and says how the program that wrote the file can write it
/// differently.
Result<void> checkOnnxNodes(const OnnxGraph& graph, const std::string& producer);

/// Whether the operator is a standard one of ONNX.
bool isStandard(const onnx::NodeProto& node);

/// `Gemm "fc1"`: how messages name a node.
std::string shownNode(const onnx::NodeProto& node);

/// An attribute's value, or the operator's default.
std::int64_t integerAttribute(const onnx::NodeProto& node, const char* name, std::int64_t otherwise);
float floatAttribute(const onnx::NodeProto& node, const char* name, float otherwise);
std::string textAttribute(const onnx::NodeProto& node, const char* name, const char* otherwise);
std::vector<float> floatsAttribute(const onnx::NodeProto& node, const char* name);
std::vector<std::int64_t> integersAttribute(const onnx::NodeProto& node, const char* name,
                                            std::vector<std::int64_t> otherwise);

void addInteger(onnx::NodeProto& node, const char* name, std::int64_t value);
void addFloat(onnx::NodeProto& node, const char* name, float value);
void addIntegers(onnx::NodeProto& node, const char* name, const std::vector<std::int64_t>& values);

}  // namespace pellucid::engine
