// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a graph of ONNX nodes as a plain chain of layers, folding what belongs together: Gemm, or MatMul and
// Add, or Conv, with the activation behind it. Internal to io/; pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/io/onnx_model.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// One layer, still pointing at the file's tensors: of a dense one z = alpha W x + Σ scale·b.
struct OnnxLayer {
  struct Bias {
    const onnx::TensorProto* tensor = nullptr;  ///< O values, or one for all
    float scale = 1;
  };
  LayerSpec spec = {.activation = Activation::Linear};
  bool isBare = false;                        ///< has weights, and no activation yet
  const onnx::TensorProto* weight = nullptr;  ///< none of pools, Flatten and Dropout
  bool isOutputByInput = false;               ///< the weight is [O, I] or [O, C, k, k], or else [I, O]
  float alpha = 1;
  std::vector<Bias> biases = {};
  Index inputs = 0;  ///< of one unit or filter, where it has weights
};

struct OnnxChain {
  std::vector<OnnxLayer> layers;
  Scaling scaling = {};  ///< of inputs and answers
  std::vector<Index>
      features;  ///< the input's dimensions behind the batch; empty where the file does not tell
};

/// The error lists every node that is not supported, or names the first that does not fit into a chain.
Result<OnnxChain> readOnnxChain(const OnnxModel& model);

}  // namespace pellucid::engine
