// SPDX-License-Identifier: GPL-3.0-or-later
// An ONNX graph as a value that passes work on: its constants, and its nodes in an order in which each comes
// behind those that it takes from. Nodes that no answer needs are gone, and so are those that only say an
// answer in another way (ArgMax, ZipMap). Internal to io/; pure, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/onnx_model.h"
#include "engine/io/onnx_tensor.h"
#include "engine/model/activation.h"

namespace pellucid::engine {

/// One node; several where a pass has put one activation in their place.
struct OnnxNode {
  const onnx::NodeProto* proto = nullptr;  ///< of several the last
  std::vector<std::string> inputs = {};
  std::string output = {};                    ///< the first; nothing takes the others
  std::optional<Activation> activation = {};  ///< that it is, whatever its operator
};

struct OnnxInput {
  std::string name;
  int type = 0;  ///< onnx::TensorProto::DataType
  std::vector<std::optional<Index>>
      dims;  ///< with the batch; open ones are empty. None where the file does not tell
};

struct OnnxGraph {
  OnnxInput input;
  std::vector<OnnxNode> nodes;
  std::map<std::string, OnnxTensor> constants;
  std::vector<std::string> outputs;     ///< that are wanted, at least one
  std::vector<std::string> classNames;  ///< that the nodes at the end tell; empty where they don't
  std::int64_t opset = 0;

  bool isConstant(const std::string& name) const { return constants.contains(name); }
  /// Null where it is none.
  const OnnxTensor* constant(const std::string& name) const;
};

/// Takes the tensors out of `model`, whose nodes the graph points into. Refuses names that are used twice,
/// nodes that take what is not there or stand in a ring, more than 2000 nodes, and anything but one input that
/// is used.
Result<OnnxGraph> readOnnxGraph(OnnxModel& model, const std::map<std::string, Bytes>& files);

}  // namespace pellucid::engine
