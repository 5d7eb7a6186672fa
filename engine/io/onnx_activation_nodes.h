// SPDX-License-Identifier: GPL-3.0-or-later
// An activation as nodes of ONNX. Opset 13 has no operator for some of them; these become several nodes that
// every runtime supports. Internal to io/; pure, any thread.
#pragma once

#include <onnx.pb.h>

#include <string>

#include "engine/model/activation.h"

namespace pellucid::engine {

/// Appends nodes that compute the value `a` from the value `z`, named after `name`, and returns the name of
/// their output: `a`, or `z` for a linear activation, which needs none.
std::string addOnnxActivation(onnx::GraphProto& graph, Activation activation, const std::string& name,
                              const std::string& z, const std::string& a);

}  // namespace pellucid::engine
