// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <new>
#include <optional>

#include "engine/base/shortened.h"

namespace pellucid::engine {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian and copied as it is");

constexpr std::int64_t kLeastIr = 3, kMostIr = 10;
constexpr std::int64_t kLeastOpset = 7, kMostOpset = 21;

/// A message's fields can take a hundred times their bytes in memory. All of them go into one block of this
/// size (which the system fills only where it is touched), and asking for a second block ends the parsing.
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

struct Storage {
  std::size_t elementBytes = 0;
  std::size_t listed = 0;  ///< elements in the typed field
};

std::optional<Storage> storageOf(const onnx::TensorProto& tensor) {
  switch (tensor.data_type()) {
    case onnx::TensorProto::FLOAT:
      return Storage{.elementBytes = 4, .listed = static_cast<std::size_t>(tensor.float_data_size())};
    case onnx::TensorProto::INT64:
      return Storage{.elementBytes = 8, .listed = static_cast<std::size_t>(tensor.int64_data_size())};
    case onnx::TensorProto::BOOL:
      return Storage{.elementBytes = 1, .listed = static_cast<std::size_t>(tensor.int32_data_size())};
    default:
      return std::nullopt;
  }
}

/// The product of the dimensions; nothing when one is negative or it overflows.
std::optional<std::uint64_t> checkedElementCount(const onnx::TensorProto& tensor) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max() / 8;
  std::uint64_t count = 1;
  for (const std::int64_t size : tensor.dims()) {
    if (size < 0) return std::nullopt;
    if (size > 0 && count > kMost / static_cast<std::uint64_t>(size)) return std::nullopt;
    count *= static_cast<std::uint64_t>(size);
  }
  return count;
}

Result<void> checkTensors(const onnx::GraphProto& graph) {
  if (graph.sparse_initializer_size() > 0)
    return Error{message("it has sparse tensors, which are not supported")};
  for (const auto& tensor : graph.initializer())
    if (auto checked = checkOnnxTensor(tensor); !checked) return checked;
  for (const auto& node : graph.node())
    for (const auto& attribute : node.attribute())
      if (attribute.has_t())
        if (auto checked = checkOnnxTensor(attribute.t()); !checked) return checked;
  return {};
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
  if (const auto checked = checkTensors(model.m_proto->graph()); !checked) return checked.error();
  return model;
}

Result<void> checkOnnxTensor(const onnx::TensorProto& tensor) {
  const auto refusal = [&](const Message& reason) {
    return Error{message("tensor {} {}", shownName(tensor.name()), reason)};
  };
  if (tensor.data_location() == onnx::TensorProto::EXTERNAL || tensor.external_data_size() > 0)
    return refusal(message("lies in another file, which is never opened. Export the model into one file."));
  if (tensor.has_segment()) return refusal(message("is split into segments, which is not supported"));
  const auto storage = storageOf(tensor);
  if (!storage)
    return refusal(
        message("has element type {}; only float32 is supported for weights. Export it as float32.",
                tensor.data_type()));
  const auto count = checkedElementCount(tensor);
  if (!count) return refusal(message("has the impossible shape {}", shapeText(tensor)));
  const bool isRaw = tensor.has_raw_data();
  if (isRaw && storage->listed != 0) return refusal(message("has its data twice"));
  const std::size_t stored = isRaw ? tensor.raw_data().size() : storage->listed * storage->elementBytes;
  if (stored != *count * storage->elementBytes)
    return refusal(message("has the shape {}, which takes {} bytes, but {} bytes of data", shapeText(tensor),
                           *count * storage->elementBytes, stored));
  return {};
}

std::vector<float> floatsOf(const onnx::TensorProto& tensor) {
  if (!tensor.has_raw_data()) return {tensor.float_data().begin(), tensor.float_data().end()};
  std::vector<float> values(tensor.raw_data().size() / sizeof(float));
  std::memcpy(values.data(), tensor.raw_data().data(), values.size() * sizeof(float));
  return values;
}

std::vector<std::int64_t> integersOf(const onnx::TensorProto& tensor) {
  if (!tensor.has_raw_data()) return {tensor.int64_data().begin(), tensor.int64_data().end()};
  std::vector<std::int64_t> values(tensor.raw_data().size() / sizeof(std::int64_t));
  std::memcpy(values.data(), tensor.raw_data().data(), values.size() * sizeof(std::int64_t));
  return values;
}

std::string shapeText(const onnx::TensorProto& tensor) {
  constexpr int kMostShown = 8;
  const auto& dims = tensor.dims();
  return fmt::format("[{}{}]",
                     fmt::join(dims.begin(), dims.begin() + std::min(dims.size(), kMostShown), ", "),
                     dims.size() > kMostShown ? ", …" : "");
}

Index elementCount(const onnx::TensorProto& tensor) {
  return static_cast<Index>(checkedElementCount(tensor).value_or(0));
}

std::string shownName(const std::string& name) {
  return fmt::format("\"{}\"", shortened(name));
}

}  // namespace pellucid::engine
