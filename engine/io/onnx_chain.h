// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a graph of ONNX nodes as a plain chain of layers, folding what belongs together: Gemm, or MatMul and
// Add, or Conv, with the activation after it. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/onnx.h"
#include "engine/io/onnx_fold.h"
#include "engine/io/onnx_stack.h"

namespace pellucid::engine {

/// Bytes are 0 … 255 while Pellucid's images are 0 … 1.
void takeBytes(Standard& inputs);

/// For a graph whose nodes are individually supported. The error names the first that does not fit into a
/// chain.
Result<OnnxChain> readOnnxChain(const OnnxGraph& graph, OnnxFolder& folder, OnnxLayout layout);

}  // namespace pellucid::engine
