// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_tensor.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

#include "engine/base/numbers.h"
#include "engine/io/onnx_model.h"

namespace pellucid::engine {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian and copied as it is");

using Proto = onnx::TensorProto;

/// How a type is stored in raw data and in the field that lists its values.
struct Storage {
  std::size_t elementBytes = 0;
  std::size_t listed = 0;  ///< number of elements in the typed field
};

std::optional<Storage> storageOf(const Proto& tensor) {
  const auto of = [](std::size_t bytes, int listed) {
    return Storage{.elementBytes = bytes, .listed = static_cast<std::size_t>(listed)};
  };
  switch (tensor.data_type()) {
    case Proto::FLOAT:
      return of(4, tensor.float_data_size());
    case Proto::DOUBLE:
      return of(8, tensor.double_data_size());
    case Proto::INT64:
      return of(8, tensor.int64_data_size());
    case Proto::INT32:
      return of(4, tensor.int32_data_size());
    case Proto::UINT32:
      return of(4, tensor.uint64_data_size());
    case Proto::FLOAT16:
    case Proto::BFLOAT16:
    case Proto::INT16:
    case Proto::UINT16:
      return of(2, tensor.int32_data_size());
    case Proto::BOOL:
    case Proto::INT8:
    case Proto::UINT8:
      return of(1, tensor.int32_data_size());
    default:
      return std::nullopt;
  }
}

/// The product of the dimensions; nothing if one is negative or it overflows.
std::optional<std::uint64_t> checkedElementCount(const Proto& tensor) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max() / 8;
  std::uint64_t count = 1;
  for (const std::int64_t size : tensor.dims()) {
    if (size < 0) return std::nullopt;
    if (size > 0 && count > kMost / static_cast<std::uint64_t>(size)) return std::nullopt;
    count *= static_cast<std::uint64_t>(size);
  }
  return count;
}

std::string dimsText(std::span<const std::int64_t> dims) {
  constexpr std::size_t kMostShown = 8;
  const auto shown = dims.first(std::min(dims.size(), kMostShown));
  return fmt::format("[{}{}]", fmt::join(shown, ", "), dims.size() > kMostShown ? ", …" : "");
}

std::string protoShapeText(const Proto& tensor) {
  return dimsText({tensor.dims().data(), static_cast<std::size_t>(tensor.dims_size())});
}

/// Converts each element of type Stored by `convert`.
template <class Value, class Stored, class Convert>
std::vector<Value> unpacked(std::span<const std::uint8_t> bytes, Convert convert) {
  std::vector<Value> values(bytes.size() / sizeof(Stored));
  for (std::size_t i = 0; i < values.size(); ++i) {
    Stored stored;
    std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
    values[i] = convert(stored);
  }
  return values;
}

template <class Value, class List, class Convert>
std::vector<Value> converted(const List& list, Convert convert) {
  std::vector<Value> values;
  values.reserve(static_cast<std::size_t>(list.size()));
  for (const auto value : list) values.push_back(convert(value));
  return values;
}

template <class Value>
constexpr auto kPlain = [](auto stored) { return static_cast<Value>(stored); };

std::vector<float> floatsFrom(const Proto& tensor, std::span<const std::uint8_t> raw, bool isRaw) {
  const auto half = [](auto bits) { return floatOfHalf(static_cast<std::uint16_t>(bits)); };
  const auto brain = [](auto bits) { return floatOfBrain(static_cast<std::uint16_t>(bits)); };
  switch (tensor.data_type()) {
    case Proto::DOUBLE:
      return isRaw ? unpacked<float, double>(raw, kPlain<float>)
                   : converted<float>(tensor.double_data(), kPlain<float>);
    case Proto::FLOAT16:
      return isRaw ? unpacked<float, std::uint16_t>(raw, half) : converted<float>(tensor.int32_data(), half);
    case Proto::BFLOAT16:
      return isRaw ? unpacked<float, std::uint16_t>(raw, brain)
                   : converted<float>(tensor.int32_data(), brain);
    default:
      return isRaw ? unpacked<float, float>(raw, kPlain<float>)
                   : converted<float>(tensor.float_data(), kPlain<float>);
  }
}

std::vector<std::int64_t> integersFrom(const Proto& tensor, std::span<const std::uint8_t> raw, bool isRaw) {
  constexpr auto kWhole = kPlain<std::int64_t>;
  if (!isRaw) {
    if (tensor.data_type() == Proto::INT64) return converted<std::int64_t>(tensor.int64_data(), kWhole);
    if (tensor.data_type() == Proto::UINT32) return converted<std::int64_t>(tensor.uint64_data(), kWhole);
    return converted<std::int64_t>(tensor.int32_data(), kWhole);
  }
  switch (tensor.data_type()) {
    case Proto::INT64:
      return unpacked<std::int64_t, std::int64_t>(raw, kWhole);
    case Proto::INT32:
      return unpacked<std::int64_t, std::int32_t>(raw, kWhole);
    case Proto::UINT32:
      return unpacked<std::int64_t, std::uint32_t>(raw, kWhole);
    case Proto::INT16:
      return unpacked<std::int64_t, std::int16_t>(raw, kWhole);
    case Proto::UINT16:
      return unpacked<std::int64_t, std::uint16_t>(raw, kWhole);
    case Proto::INT8:
      return unpacked<std::int64_t, std::int8_t>(raw, kWhole);
    default:
      return unpacked<std::int64_t, std::uint8_t>(raw, kWhole);
  }
}

bool isOfFloats(const Proto& tensor) {
  return tensor.data_type() == Proto::FLOAT || tensor.data_type() == Proto::DOUBLE ||
         tensor.data_type() == Proto::FLOAT16 || tensor.data_type() == Proto::BFLOAT16;
}

/// The value of an entry of external_data; empty where there is none.
std::string entryOf(const Proto& tensor, std::string_view key) {
  for (const auto& entry : tensor.external_data())
    if (entry.key() == key) return entry.value();
  return {};
}

/// The tensor's bytes in a file beside the model.
Result<std::span<const std::uint8_t>> bytesBeside(const Proto& tensor, std::uint64_t count,
                                                  const std::map<std::string, Bytes>& files) {
  const auto name = onnxDataFile(tensor);
  if (!name) return name.error();
  const auto file = files.find(*name);
  if (file == files.end())
    return Error{
        message("lies in the file {}, which is not beside the model. Put it there, or export the "
                "model into one file.",
                shownName(*name))};
  const auto number = [&tensor](std::string_view key, std::uint64_t otherwise) {
    const std::string text = entryOf(tensor, key);
    return text.empty() ? std::optional(otherwise) : parseNumber<std::uint64_t>(text);
  };
  const auto offset = number("offset", 0);
  const auto length = number("length", count);
  const std::uint64_t size = file->second.size();
  if (!offset || !length || *offset > size || *length > size - *offset)
    return Error{
        message("takes bytes of the file {} that it does not have: it has {}", shownName(*name), size)};
  return std::span(file->second).subspan(*offset, *length);
}

}  // namespace

Index OnnxTensor::count() const {
  return std::accumulate(dims.begin(), dims.end(), Index{1}, std::multiplies<>());
}

Result<std::string> onnxDataFile(const Proto& tensor) {
  if (tensor.data_location() != Proto::EXTERNAL && tensor.external_data_size() == 0) return std::string();
  std::string location = entryOf(tensor, "location");
  if (location.starts_with("./")) location.erase(0, 2);
  const bool isPlain = !location.empty() && location != "." && location != ".." &&
                       location.find_first_of(std::string("/\\:\0", 4)) == std::string::npos;
  if (!isPlain)
    return Error{
        message("lies in another file, {}, which is never opened: only a file in the model's own "
                "folder is. Export the model into one file.",
                shownName(location))};
  return location;
}

Result<OnnxTensor> takeOnnxTensor(Proto& tensor, const std::map<std::string, Bytes>& files) {
  const auto refusal = [&](const Message& reason) {
    return Error{message("tensor {} {}", shownName(tensor.name()), reason)};
  };
  if (tensor.has_segment()) return refusal(message("is split into segments, which is not supported"));
  if (const auto beside = onnxDataFile(tensor); !beside) return refusal(beside.error().message);
  const auto count = checkedElementCount(tensor);
  if (!count) return refusal(message("has the impossible shape {}", protoShapeText(tensor)));
  OnnxTensor result{.name = tensor.name(), .dims = {tensor.dims().begin(), tensor.dims().end()}};
  if (tensor.data_type() == Proto::STRING) {
    if (static_cast<std::uint64_t>(tensor.string_data_size()) != *count)
      return refusal(
          message("has the shape {}, but {} texts", protoShapeText(tensor), tensor.string_data_size()));
    result.texts =
        std::make_shared<std::vector<std::string>>(tensor.string_data().begin(), tensor.string_data().end());
    return result;
  }
  const auto storage = storageOf(tensor);
  if (!storage)
    return refusal(
        message("has the element type {}, which is not supported. Export the model with weights in float32.",
                tensor.data_type()));

  const bool isBeside = tensor.data_location() == Proto::EXTERNAL || tensor.external_data_size() > 0;
  const bool isRaw = tensor.has_raw_data();
  if (isRaw + isBeside + (storage->listed != 0) > 1) return refusal(message("has its data twice"));
  const std::uint64_t needed = *count * storage->elementBytes;
  std::span<const std::uint8_t> raw(reinterpret_cast<const std::uint8_t*>(tensor.raw_data().data()),
                                    tensor.raw_data().size());
  if (isBeside) {
    const auto bytes = bytesBeside(tensor, needed, files);
    if (!bytes) return refusal(bytes.error().message);
    raw = *bytes;
  }
  const std::size_t stored = isRaw || isBeside ? raw.size() : storage->listed * storage->elementBytes;
  if (stored != needed)
    return refusal(message("has the shape {}, which takes {} bytes, but {} bytes of data",
                           protoShapeText(tensor), needed, stored));
  if (isOfFloats(tensor))
    result.floats = std::make_shared<std::vector<float>>(floatsFrom(tensor, raw, isRaw || isBeside));
  else
    result.integers =
        std::make_shared<std::vector<std::int64_t>>(integersFrom(tensor, raw, isRaw || isBeside));
  if (isRaw) std::string().swap(*tensor.mutable_raw_data());
  return result;
}

OnnxTensor onnxFloats(std::vector<Index> dims, std::vector<float> values) {
  return {
      .name = {}, .dims = std::move(dims), .floats = std::make_shared<std::vector<float>>(std::move(values))};
}

OnnxTensor onnxIntegers(std::vector<Index> dims, std::vector<std::int64_t> values) {
  return {.name = {},
          .dims = std::move(dims),
          .floats = {},
          .integers = std::make_shared<std::vector<std::int64_t>>(std::move(values))};
}

std::string shapeText(const OnnxTensor& tensor) {
  const std::vector<std::int64_t> dims(tensor.dims.begin(), tensor.dims.end());
  return dimsText(dims);
}

float floatOfHalf(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 0x1f;
  const auto fraction = static_cast<float>(bits & 0x3ff);
  constexpr float kInfinite = std::numeric_limits<float>::infinity();
  float size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
  if (exponent == 0x1f) size = fraction == 0 ? kInfinite : std::numeric_limits<float>::quiet_NaN();
  return (bits & 0x8000) != 0 ? -size : size;
}

float floatOfBrain(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

}  // namespace pellucid::engine
