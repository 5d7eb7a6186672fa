// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_model.h"

#include <fmt/format.h>

#include <limits>
#include <new>
#include <optional>

#include "engine/base/shortened.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kLeastIr = 3, kMostIr = 13;
constexpr std::int64_t kLeastOpset = 7, kMostOpset = 24;

/// A message's fields can take a hundred times their bytes in memory. All of them go into one block of this
/// size (which the system fills only where it is touched); requesting a second block ends the parsing.
std::size_t memoryFor(std::size_t bytes) {
  return 3 * bytes + 8 * std::size_t{1024} * 1024;
}

[[noreturn]] void* refuseSecondBlock(std::size_t) {
  throw std::bad_alloc();
}
void releaseNothing(void*, std::size_t) {}

Result<std::int64_t> opsetOf(const onnx::ModelProto& model) {
  std::optional<std::int64_t> version;
  for (const auto& import : model.opset_import()) {
    if (!import.domain().empty() && import.domain() != "ai.onnx") continue;
    if (version) return Error{message("the standard operator set is imported twice")};
    version = import.version();
  }
  if (!version) return Error{message("it does not say which version of the standard operators it uses")};
  if (*version < kLeastOpset || *version > kMostOpset)
    return Error{message("it uses operator set {}; from {} to {} are read. Export it again with opset 13.",
                         *version, kLeastOpset, kMostOpset)};
  return *version;
}

}  // namespace

Result<OnnxModel> OnnxModel::parse(std::span<const std::uint8_t> bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return Error{message("{} bytes are more than an ONNX file can have", bytes.size())};
  OnnxModel model;
  const std::size_t memory = memoryFor(bytes.size());
  model.m_block = std::unique_ptr<char[]>(new char[memory]);
  google::protobuf::ArenaOptions options;
  options.initial_block = model.m_block.get();
  options.initial_block_size = memory;
  options.block_alloc = refuseSecondBlock;
  options.block_dealloc = releaseNothing;
  model.m_arena = std::make_unique<google::protobuf::Arena>(options);
  try {
    auto* proto = google::protobuf::Arena::CreateMessage<onnx::ModelProto>(model.m_arena.get());
    if (!proto->ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !proto->has_graph())
      return Error{message("it is not an ONNX model, or it is truncated or damaged")};
    model.m_proto = proto;
  } catch (const std::bad_alloc&) {
    return Error{message("its {} bytes would take more than {} MiB of memory, which looks like an attack",
                         bytes.size(), memory >> 20U)};
  }
  const std::int64_t ir = model.m_proto->ir_version();
  if (ir < kLeastIr || ir > kMostIr)
    return Error{message("it has IR version {}; from {} to {} are read", ir, kLeastIr, kMostIr)};
  const auto opset = opsetOf(*model.m_proto);
  if (!opset) return opset.error();
  model.m_opset = *opset;
  if (model.m_proto->graph().sparse_initializer_size() > 0)
    return Error{message("it has sparse tensors, which are not supported")};
  return model;
}

std::string shownName(const std::string& name) {
  return fmt::format("\"{}\"", shortened(name));
}

}  // namespace pellucid::engine
