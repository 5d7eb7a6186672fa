// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives in memory as lists of entries: what zip_reader and zip_writer share, and both in one call
// where all entries are known and small. Pure functions between bytes and values; equal entries give equal
// bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/zip_reader.h"

namespace pellucid::engine {

/// True when the bytes begin like an archive.
bool isZip(std::span<const std::uint8_t> bytes);

struct ZipEntry {
  std::string name;      ///< "manifest.json", "images/1.png": relative, with slashes
  Bytes bytes;           ///< unpacked
  bool isPacked = true;  ///< deflated, otherwise stored
};

/// The total limit of readZip() for unpacked bytes.
inline constexpr std::size_t kMaxZipBytes = 512 * std::size_t{1024} * 1024;

/// The entries in the order given. Refuses a result larger than `most` bytes; throws std::logic_error for
/// names that readZip() would refuse.
Result<Bytes> writeZip(const std::vector<ZipEntry>& entries, std::size_t most = kMaxZipBytes);

/// All entries, in the order of the archive. Errors are to follow a file's name.
Result<std::vector<ZipEntry>> readZip(std::span<const std::uint8_t> bytes, std::size_t most = kMaxZipBytes);

}  // namespace pellucid::engine
