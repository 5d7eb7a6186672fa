// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/idx.h"

#include <fmt/format.h>

#include <optional>

#include "engine/data/binary_numbers.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMaxRank = 4;

const char* typeName(std::uint8_t type) {
  switch (type) {
    case 0x09:
      return "signed bytes";
    case 0x0B:
      return "16-bit integers";
    default:
      return nullptr;
  }
}

std::optional<NumberType> typeOfCode(std::uint8_t code) {
  using enum NumberType::Kind;
  switch (code) {
    case 0x08:
      return NumberType{.kind = Unsigned, .size = 1, .isHighByteFirst = true};
    case 0x0C:
      return NumberType{.kind = Signed, .size = 4, .isHighByteFirst = true};
    case 0x0D:
      return NumberType{.kind = Float, .size = 4, .isHighByteFirst = true};
    case 0x0E:
      return NumberType{.kind = Float, .size = 8, .isHighByteFirst = true};
    default:
      return std::nullopt;
  }
}

/// Whether the sizes match the bytes after them when read in the other byte order.
bool isLittleEndian(const Bytes& bytes, std::size_t rank, std::size_t valueSize, std::size_t payload) {
  std::size_t product = valueSize;
  for (std::size_t d = 0; d < rank; ++d) {
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;) size = size << 8 | bytes[4 + 4 * d + i];
    if (size == 0 || product > payload / size) return false;
    product *= size;
  }
  return product == payload;
}

Error lowByteFirst(const std::string& file) {
  return Error{
      message("{}: the sizes in its header have the low byte first; IDX has the high byte first. Write it "
              "again with numpy type >u4, for example.",
              file)};
}

}  // namespace

Result<FileArray> parseIdx(Bytes bytes, const std::string& file, const Progress& progress) {
  if (isGzip(bytes)) {
    auto unpacked = gunzip(bytes, progress);
    if (!unpacked) return Error{message("{}: {}.", file, unpacked.error().message)};
    bytes = std::move(*unpacked);
  }
  if (bytes.size() < 4)
    return Error{message("{}: an IDX file has a header of at least 4 bytes, but this file has {}.", file,
                         bytes.size())};
  if (bytes[0] == '<')
    return Error{
        message("{} is a web page and not an IDX file, so its download failed. Download it again.", file)};
  if (bytes[0] != 0 || bytes[1] != 0)
    return Error{message("{}: not an IDX file; it begins with {:02x} {:02x}, and IDX with 00 00.", file,
                         bytes[0], bytes[1])};
  const auto type = typeOfCode(bytes[2]);
  if (!type) {
    const char* known = typeName(bytes[2]);
    return Error{
        message("{}: values of type {:02x} ({}) cannot be read; images and labels are type 08, unsigned "
                "bytes. Write them as numpy does with the type u1.",
                file, bytes[2], known != nullptr ? Message::untranslated(known) : message("unknown to IDX"))};
  }
  const std::size_t rank = bytes[3];
  if (rank < 1 || rank > kMaxRank)
    return Error{message("{}: {} dimensions; an IDX file has from 1 to {}.", file, rank, kMaxRank)};
  const std::size_t header = 4 + 4 * rank;
  if (bytes.size() < header)
    return Error{message("{}: the header of {} dimensions takes {} bytes, but the file has {}.", file, rank,
                         header, bytes.size())};

  FileArray array;
  for (std::size_t d = 0; d < rank; ++d) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | bytes[4 + 4 * d + i];
    array.sizes.push_back(size);
  }
  const std::size_t payload = bytes.size() - header;
  const auto needed = bytesNeeded(array.sizes, type->size);
  if (payload != needed && isLittleEndian(bytes, rank, type->size, payload)) return lowByteFirst(file);
  if (!needed) return Error{message("{}: the product of its dimensions is too large for any file.", file)};
  if (payload < *needed)
    return Error{message("{}: truncated; its dimensions {} need {} bytes, but {} follow the header.", file,
                         fmt::join(array.sizes, "×"), *needed, payload)};
  if (payload > *needed)
    return Error{message("{}: {} bytes too many; its dimensions {} need {} bytes, but {} follow the header.",
                         file, payload - *needed, fmt::join(array.sizes, "×"), *needed, payload)};
  if (type->size > 1) {
    array.numbers = decoded(std::span(bytes).subspan(header), *type);
    return array;
  }
  bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(header));
  array.values = std::move(bytes);
  return array;
}

}  // namespace pellucid::engine
