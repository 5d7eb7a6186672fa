// SPDX-License-Identifier: GPL-3.0-or-later
// An activation as nodes of ONNX. Opset 13 has no operator for some of them, which become several that every
// runtime knows. Internal to io/; pure, any thread.
#pragma once

#include <onnx.pb.h>

#include <string>

#include "engine/model/activation.h"

namespace pellucid::engine {

/// Appends nodes that make the value `a` of the value `z`, named after `name`, and returns the name of what
/// they give: `a`, or `z` of a linear activation, which needs none.
std::string addOnnxActivation(onnx::GraphProto& graph, Activation activation, const std::string& name,
                              const std::string& z, const std::string& a);

}  // namespace pellucid::engine
