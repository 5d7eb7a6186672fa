// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/zip_writer.h"

#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <set>
#include <utility>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::size_t kLocalHeader = 30;
constexpr std::size_t kDirectoryHeader = 46;
constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kMostInFormat = std::numeric_limits<std::uint32_t>::max();

void putNumber(Bytes& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

std::uint32_t crcOf(std::span<const std::uint8_t> bytes) {
  return static_cast<std::uint32_t>(::crc32_z(0, bytes.data(), bytes.size()));
}

/// The fields that both headers of an entry have in the same order.
void putFacts(Bytes& bytes, const PackedEntry& entry, std::size_t packedSize) {
  constexpr std::uint32_t kVersion = 20;
  constexpr std::uint32_t kUtf8 = 1U << 11U;
  constexpr std::uint32_t kMidnight = 0;
  constexpr std::uint32_t kFirstDay = (1U << 5U) | 1U;  // 1 January 1980
  const bool isAscii = std::ranges::all_of(entry.name, [](unsigned char c) { return c < 0x80; });
  putNumber(bytes, kVersion, 2);
  putNumber(bytes, isAscii ? 0 : kUtf8, 2);
  putNumber(bytes, entry.method, 2);
  putNumber(bytes, kMidnight, 2);
  putNumber(bytes, kFirstDay, 2);
  putNumber(bytes, entry.crc, 4);
  putNumber(bytes, static_cast<std::uint32_t>(packedSize), 4);
  putNumber(bytes, entry.size, 4);
  putNumber(bytes, static_cast<std::uint32_t>(entry.name.size()), 2);
  putNumber(bytes, 0, 2);  // no extra fields
}

void putLocalHeader(Bytes& bytes, const PackedEntry& entry, std::size_t packedSize) {
  putNumber(bytes, 0x04034b50, 4);
  putFacts(bytes, entry, packedSize);
  bytes.insert(bytes.end(), entry.name.begin(), entry.name.end());
}

void putDirectoryHeader(Bytes& bytes, const PackedEntry& entry, std::size_t packedSize, std::size_t offset) {
  constexpr std::uint32_t kWrittenOnUnix = (3U << 8U) | 20U;
  constexpr std::uint32_t kPlainFile = S_IFREG | 0644U;
  putNumber(bytes, 0x02014b50, 4);
  putNumber(bytes, kWrittenOnUnix, 2);
  putFacts(bytes, entry, packedSize);
  putNumber(bytes, 0, 2);  // no comment
  putNumber(bytes, 0, 2);  // the first disk
  putNumber(bytes, 0, 2);  // internal attributes
  putNumber(bytes, kPlainFile << 16U, 4);
  putNumber(bytes, static_cast<std::uint32_t>(offset), 4);
  bytes.insert(bytes.end(), entry.name.begin(), entry.name.end());
}

std::size_t packedSizeOf(const ZipPart& part) {
  return part.append ? part.entry.size : part.entry.packed.size();
}

/// Appends the part and returns the data of its directory entry.
PackedEntry appendPart(const ZipPart& part, Bytes& bytes) {
  PackedEntry facts{.name = part.entry.name,
                    .packed = {},
                    .method = part.entry.method,
                    .crc = part.entry.crc,
                    .size = part.entry.size};
  const std::size_t header = bytes.size();
  putLocalHeader(bytes, facts, packedSizeOf(part));
  const std::size_t begin = bytes.size();
  if (!part.append) {
    bytes.insert(bytes.end(), part.entry.packed.begin(), part.entry.packed.end());
    return facts;
  }
  part.append(bytes);
  check(bytes.size() - begin == facts.size, "buildZip: an entry has another size than it said");
  facts.crc = crcOf(std::span(bytes).subspan(begin));
  Bytes again;
  putLocalHeader(again, facts, facts.size);
  std::ranges::copy(again, bytes.begin() + static_cast<std::ptrdiff_t>(header));
  return facts;
}

void appendDirectory(const std::vector<ZipPart>& parts, const std::vector<PackedEntry>& facts,
                     const std::vector<std::size_t>& offsets, Bytes& bytes) {
  const std::size_t begin = bytes.size();
  for (std::size_t i = 0; i < parts.size(); ++i)
    putDirectoryHeader(bytes, facts[i], packedSizeOf(parts[i]), offsets[i]);
  const std::size_t size = bytes.size() - begin;
  putNumber(bytes, 0x06054b50, 4);
  putNumber(bytes, 0, 2);
  putNumber(bytes, 0, 2);
  putNumber(bytes, static_cast<std::uint32_t>(parts.size()), 2);
  putNumber(bytes, static_cast<std::uint32_t>(parts.size()), 2);
  putNumber(bytes, static_cast<std::uint32_t>(size), 4);
  putNumber(bytes, static_cast<std::uint32_t>(begin), 4);
  putNumber(bytes, 0, 2);
}

}  // namespace

ZipPart deflatedPart(const std::string& name, std::span<const std::uint8_t> bytes) {
  check(bytes.size() <= kMostInFormat, "deflatedPart: too large");
  constexpr int kRaw = -MAX_WBITS;
  constexpr int kMostMemory = 9;
  z_stream z{};
  check(deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, kRaw, kMostMemory, Z_DEFAULT_STRATEGY) == Z_OK,
        "deflatedPart: zlib could not be started");
  Bytes packed(deflateBound(&z, static_cast<uLong>(bytes.size())));
  z.next_in = const_cast<Bytef*>(bytes.data());
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = packed.data();
  z.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&z, Z_FINISH);
  packed.resize(z.total_out);
  deflateEnd(&z);
  check(status == Z_STREAM_END, "deflatedPart: zlib did not end");
  packed.shrink_to_fit();
  return {.entry = {.name = name,
                    .packed = std::move(packed),
                    .method = kDeflated,
                    .crc = crcOf(bytes),
                    .size = static_cast<std::uint32_t>(bytes.size())}};
}

ZipPart storedPart(const std::string& name, std::size_t size, std::function<void(Bytes&)> append) {
  check(size <= kMostInFormat, "storedPart: too large");
  return {.entry = {.name = name,
                    .packed = {},
                    .method = kStored,
                    .crc = 0,
                    .size = static_cast<std::uint32_t>(size)},
          .append = std::move(append)};
}

Result<Bytes> buildZip(const std::vector<ZipPart>& parts, std::size_t most) {
  if (parts.size() > kMaxZipEntries)
    return Error{message("the file would have {} entries; at most {} can be read again", parts.size(),
                         kMaxZipEntries)};
  std::size_t total = kEndRecord;
  std::set<std::string_view> names;
  for (const ZipPart& part : parts) {
    const std::string& name = part.entry.name;
    check(isPlainEntryName(name), "buildZip: an entry's name is not a plain relative path");
    check(names.insert(name).second, "buildZip: two entries have the same name");
    total += kLocalHeader + kDirectoryHeader + 2 * name.size() + packedSizeOf(part);
  }
  if (total > std::min(most, kMostInFormat))
    return Error{message("the file would have {} bytes; at most {} can be read again", total,
                         std::min(most, kMostInFormat))};
  try {
    Bytes bytes;
    bytes.reserve(total);
    std::vector<PackedEntry> facts;
    std::vector<std::size_t> offsets;
    for (const ZipPart& part : parts) {
      offsets.push_back(bytes.size());
      facts.push_back(appendPart(part, bytes));
    }
    appendDirectory(parts, facts, offsets, bytes);
    return bytes;
  } catch (const std::bad_alloc&) {
    return Error{
        message("there is not enough memory for the {} MiB of the file; close something and "
                "save again",
                total >> 20U)};
  }
}

}  // namespace pellucid::engine
