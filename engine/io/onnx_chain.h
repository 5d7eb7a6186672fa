// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a graph of ONNX nodes as a plain chain of dense layers, folding what belongs together: Gemm, or
// MatMul and Add, with the activation behind it. Internal to io/; pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/io/onnx_model.h"
#include "engine/model/activation.h"

namespace pellucid::engine {

/// One layer, z = alpha W x + Σ scale·b, still pointing at the file's tensors.
struct OnnxDense {
  struct Bias {
    const onnx::TensorProto* tensor = nullptr;  ///< O values, or one for all
    float scale = 1;
  };
  const onnx::TensorProto* weight = nullptr;
  bool isOutputByInput = false;  ///< the weight is [O, I], or else [I, O]
  float alpha = 1;
  std::vector<Bias> biases;
  Index inputs = 0;
  Index outputs = 0;
  std::optional<Activation> activation;  ///< none is linear
};

struct OnnxChain {
  std::vector<OnnxDense> layers;
  std::vector<Index>
      features;  ///< the input's dimensions behind the batch; empty where the file does not tell
};

/// The error lists every node that is not supported, or names the first that does not fit into a chain.
Result<OnnxChain> readOnnxChain(const OnnxModel& model);

}  // namespace pellucid::engine
