// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives in memory as lists of entries: what zip_reader and zip_writer have in common, and both in one
// call where all entries are known and small. Pure functions between bytes and values; equal entries give
// equal bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

struct ZipEntry {
  std::string name;      ///< "manifest.json", "images/1.png": relative, with slashes
  Bytes bytes;           ///< unpacked
  bool isPacked = true;  ///< deflated, or stored as it is
};

/// An entry as it lies in an archive, for those who only carry it on.
struct PackedEntry {
  std::string name;
  Bytes packed;
  std::uint16_t method = 0;  ///< how it was packed: 0 stored, 8 deflated, any other number of the format
  std::uint32_t crc = 0;     ///< of the unpacked bytes
  std::uint32_t size = 0;    ///< unpacked
  friend bool operator==(const PackedEntry&, const PackedEntry&) = default;
};

inline constexpr std::size_t kMaxZipEntries = 64;
/// What readZip() unpacks in all.
inline constexpr std::size_t kMaxZipBytes = 512 * std::size_t{1024} * 1024;

/// A relative path below the archive's root, whatever system unpacks it; at most 255 bytes.
bool isPlainEntryName(std::string_view name);

/// The entries in the order given. Refuses what would be larger than `most` bytes; throws std::logic_error
/// for names that readZip() would refuse.
Result<Bytes> writeZip(const std::vector<ZipEntry>& entries, std::size_t most = kMaxZipBytes);

/// All entries, in the order of the archive. Errors are to be put behind a file's name.
Result<std::vector<ZipEntry>> readZip(std::span<const std::uint8_t> bytes, std::size_t most = kMaxZipBytes);

}  // namespace pellucid::engine
