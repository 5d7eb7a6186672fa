// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "engine/base/check.h"
#include "engine/io/json_fields.h"

namespace pellucid::engine {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie in memory");

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kAlignment = 8;
constexpr const char* kMetadata = "__metadata__";

std::size_t elementSize(ElementType type) {
  return type == ElementType::Float32 ? 4 : 8;
}

/// The number of bytes of a tensor of this shape; nothing if it is more than 2^63.
std::optional<std::uint64_t> byteCount(ElementType type, const std::vector<Index>& shape) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  // A zero anywhere makes the product zero, however large the other factors are.
  if (std::ranges::find(shape, 0) != shape.end()) return 0;
  std::uint64_t count = elementSize(type);
  for (const Index size : shape) {
    if (count > kMost / static_cast<std::uint64_t>(size)) return std::nullopt;
    count *= static_cast<std::uint64_t>(size);
  }
  return count;
}

/// A tensor as described in the header; its bytes are [begin, end) of the buffer after the header.
struct TensorEntry {
  TensorView tensor;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

Result<std::vector<std::int64_t>> parseSizes(const Json& list, const std::string& where) {
  std::vector<std::int64_t> sizes;
  for (const Json& size : list) {
    if (!size.is_number_unsigned() ||
        size.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return Error{message("{} has the entry {:.40}, which is not a size", where, size.dump())};
    sizes.push_back(size.get<std::int64_t>());
  }
  return sizes;
}

Result<TensorEntry> parseTensorEntry(const std::string& name, const Json& json) {
  const std::string where = fmt::format("tensor \"{:.60}\"", name);
  JsonFields fields(json, where);
  TensorEntry entry;
  entry.tensor.name = name;
  entry.tensor.type = fields.name<ElementType>("dtype");
  const auto shape = parseSizes(fields.array("shape"), where + ".shape");
  const auto offsets = parseSizes(fields.array("data_offsets"), where + ".data_offsets");
  if (const auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (!shape) return shape.error();
  if (!offsets) return offsets.error();
  if (offsets->size() != 2 || offsets->front() > offsets->back())
    return Error{message("{}.data_offsets must be the first byte and the one after the last", where)};
  entry.tensor.shape.assign(shape->begin(), shape->end());
  entry.begin = static_cast<std::uint64_t>(offsets->front());
  entry.end = static_cast<std::uint64_t>(offsets->back());
  if (byteCount(entry.tensor.type, entry.tensor.shape) != entry.end - entry.begin)
    return Error{message("{} has the shape [{}] of {}, which does not take the {} bytes of its data_offsets",
                         where, fmt::join(*shape, ", "), nameOf(entry.tensor.type), entry.end - entry.begin)};
  return entry;
}

/// As stated by the first bytes, of which there are enough.
std::uint64_t headerLength(std::span<const std::uint8_t> bytes) {
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < kLengthBytes; ++i) length |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return length;
}

/// A file's header, and the tensors' bytes after it.
struct SafetensorsParts {
  Json header;
  std::span<const std::uint8_t> buffer;
};

Result<SafetensorsParts> splitFile(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kLengthBytes)
    return Error{message("{} bytes are too few; a safetensors file has at least 8", bytes.size())};
  const std::uint64_t length = headerLength(bytes);
  const auto rest = bytes.subspan(kLengthBytes);
  if (length > rest.size())
    return Error{
        message("the header claims {} bytes, but {} follow: truncated or damaged", length, rest.size())};
  const auto size = static_cast<std::size_t>(length);
  auto header = parseJson({reinterpret_cast<const char*>(rest.data()), size});
  if (!header) return Error{message("the header is unreadable: {}", header.error().message)};
  if (!header->is_object()) return Error{message("the header is not a JSON object")};
  return SafetensorsParts{.header = *std::move(header), .buffer = rest.subspan(size)};
}

}  // namespace

SafetensorsPlan planSafetensors(std::vector<TensorSource> tensors) {
  Json header = Json::object();
  std::size_t total = 0;
  for (const TensorSource& tensor : tensors) {
    const auto size = byteCount(tensor.type, tensor.shape);
    check(size.has_value(), "planSafetensors: the shape is too large");
    check(!header.contains(tensor.name), "planSafetensors: a name occurs twice");
    header[tensor.name] = {
        {"dtype", nameOf(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {total, total + *size}}};
    total += *size;
  }
  std::string text = header.dump();
  text.resize((text.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');

  SafetensorsPlan plan{.header = {}, .tensors = std::move(tensors), .size = 0};
  for (std::size_t i = 0; i < kLengthBytes; ++i)
    plan.header.push_back(static_cast<std::uint8_t>(text.size() >> (8 * i)));
  plan.header.insert(plan.header.end(), text.begin(), text.end());
  plan.size = plan.header.size() + total;
  return plan;
}

void appendSafetensors(const SafetensorsPlan& plan, Bytes& bytes) {
  const std::size_t begin = bytes.size();
  bytes.insert(bytes.end(), plan.header.begin(), plan.header.end());
  for (const TensorSource& tensor : plan.tensors) tensor.append(bytes);
  check(bytes.size() - begin == plan.size, "appendSafetensors: a shape is not its values'");
}

Bytes writeSafetensors(const std::vector<SafeTensor>& tensors) {
  std::vector<TensorSource> sources;
  for (const SafeTensor& tensor : tensors)
    sources.push_back(
        {.name = tensor.name, .type = tensor.type, .shape = tensor.shape, .append = [&tensor](Bytes& bytes) {
           bytes.insert(bytes.end(), tensor.values.begin(), tensor.values.end());
         }});
  const SafetensorsPlan plan = planSafetensors(std::move(sources));
  Bytes bytes;
  bytes.reserve(plan.size);
  appendSafetensors(plan, bytes);
  return bytes;
}

Result<std::vector<TensorView>> viewSafetensors(std::span<const std::uint8_t> bytes) {
  const auto parts = splitFile(bytes);
  if (!parts) return parts.error();
  const auto buffer = parts->buffer;

  std::vector<TensorEntry> entries;
  for (const auto& [name, json] : parts->header.items()) {
    if (name == kMetadata) continue;
    auto entry = parseTensorEntry(name, json);
    if (!entry) return entry.error();
    entries.push_back(*std::move(entry));
  }
  // Tensors without elements come before the one that begins at the same byte.
  std::ranges::stable_sort(entries, [](const TensorEntry& a, const TensorEntry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::uint64_t position = 0;
  for (const TensorEntry& entry : entries) {
    if (entry.begin != position)
      return Error{
          message("tensor \"{:.60}\" begins at byte {}, but the one before it ends at {}: tensors must "
                  "follow each other without gaps or overlaps",
                  entry.tensor.name, entry.begin, position)};
    position = entry.end;
  }
  if (position != buffer.size())
    return Error{message("the tensors take {} bytes, but {} follow the header: truncated or damaged",
                         position, buffer.size())};

  std::vector<TensorView> tensors;
  tensors.reserve(entries.size());
  for (TensorEntry& entry : entries) {
    entry.tensor.values = buffer.subspan(entry.begin, entry.end - entry.begin);
    tensors.push_back(std::move(entry.tensor));
  }
  return tensors;
}

std::map<std::string, std::string> safetensorsMetadata(std::span<const std::uint8_t> bytes) {
  std::map<std::string, std::string> texts;
  const auto parts = splitFile(bytes);
  if (!parts || !parts->header.contains(kMetadata)) return texts;
  const Json& metadata = parts->header[kMetadata];
  if (metadata.is_object())
    for (const auto& [name, text] : metadata.items())
      if (text.is_string()) texts[name] = text.get<std::string>();
  return texts;
}

bool isSafetensors(std::span<const std::uint8_t> bytes) {
  return bytes.size() > kLengthBytes && bytes[kLengthBytes] == '{' &&
         headerLength(bytes) <= bytes.size() - kLengthBytes;
}

Result<std::vector<SafeTensor>> readSafetensors(std::span<const std::uint8_t> bytes) {
  auto views = viewSafetensors(bytes);
  if (!views) return views.error();
  std::vector<SafeTensor> tensors;
  for (TensorView& view : *views)
    tensors.push_back({.name = std::move(view.name),
                       .type = view.type,
                       .shape = std::move(view.shape),
                       .values = {view.values.begin(), view.values.end()}});
  return tensors;
}

}  // namespace pellucid::engine
