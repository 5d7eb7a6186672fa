// SPDX-License-Identifier: GPL-3.0-or-later
// The outermost part of reading ONNX: from bytes to a protobuf message with bounded memory, with the versions
// checked. Its content is examined in onnx_graph.h. Internal to io/; any thread.
#pragma once

#include <onnx.pb.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/base/result.h"

namespace pellucid::engine {

/// A parsed model and its memory.
class OnnxModel {
 public:
  /// Refuses what is not ONNX, IR versions outside 3 … 13, operator sets outside 7 … 24, sparse tensors, and
  /// messages that would take more memory than three times the bytes and 8 MiB.
  static Result<OnnxModel> parse(std::span<const std::uint8_t> bytes);

  OnnxModel(OnnxModel&&) = default;
  OnnxModel& operator=(OnnxModel&&) = delete;

  const onnx::ModelProto& proto() const { return *m_proto; }
  onnx::ModelProto& proto() { return *m_proto; }
  /// The version of the standard operators.
  std::int64_t opset() const { return m_opset; }

 private:
  OnnxModel() = default;

  std::unique_ptr<char[]> m_block;
  std::unique_ptr<google::protobuf::Arena> m_arena;  // destroyed before m_block is freed
  onnx::ModelProto* m_proto = nullptr;
  std::int64_t m_opset = 0;
};

/// A name from the file, made safe for a message: quoted, at most 60 characters, nothing that a terminal
/// would interpret.
std::string shownName(const std::string& name);

}  // namespace pellucid::engine
