// SPDX-License-Identifier: GPL-3.0-or-later
// An ONNX graph as a value that passes work on: its constants, and its nodes, each placed after those whose
// outputs it uses. Nodes that no output needs are removed, as are those that only express an answer in
// another way (ArgMax, ZipMap). Internal to io/; pure, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/onnx_model.h"
#include "engine/io/onnx_tensor.h"
#include "engine/model/activation.h"

namespace pellucid::engine {

/// One node; several if a pass has replaced them by one activation.
struct OnnxNode {
  const onnx::NodeProto* proto = nullptr;  ///< if there are several, the last
  std::vector<std::string> inputs = {};
  std::string output = {};                    ///< the first; the others are not used
  std::optional<Activation> activation = {};  ///< if it is one, whatever its operator
};

struct OnnxInput {
  std::string name;
  int type = 0;  ///< onnx::TensorProto::DataType
  std::vector<std::optional<Index>>
      dims;  ///< including the batch; open ones are empty. None where the file does not say
};

struct OnnxGraph {
  OnnxInput input;
  std::vector<OnnxNode> nodes;
  std::map<std::string, OnnxTensor> constants;
  std::vector<std::string> outputs;     ///< requested, at least one
  std::vector<std::string> classNames;  ///< from the nodes at the end; empty where they do not contain them
  std::int64_t opset = 0;

  bool isConstant(const std::string& name) const { return constants.contains(name); }
  /// Null if it is not a constant.
  const OnnxTensor* constant(const std::string& name) const;
};

/// Takes the tensors out of `model`, whose nodes the graph refers to. Refuses names that are used twice,
/// nodes with missing inputs or in a cycle, more than 2000 nodes, and graphs without exactly one input in
/// use.
Result<OnnxGraph> readOnnxGraph(OnnxModel& model, const std::map<std::string, Bytes>& files);

}  // namespace pellucid::engine
