// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives in memory, by libzip. Reading defends itself: at most 64 entries and 512 MiB, at most 200
// times the packed size once it is over 16 MiB, plain relative names, no links, no encryption, no double
// names, checksums that match. Pure functions between bytes and values; equal entries give equal bytes.
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

inline constexpr std::size_t kMaxZipEntries = 64;
inline constexpr std::size_t kMaxZipBytes = 512 * std::size_t{1024} * 1024;

/// The entries in the order given. Throws std::logic_error for what readZip() would refuse, and
/// std::bad_alloc.
Bytes writeZip(const std::vector<ZipEntry>& entries);

/// The unpacked bytes of the entry of this name; null where there is none.
const Bytes* findEntry(const std::vector<ZipEntry>& entries, std::string_view name);

/// All entries, in the order of the archive. Errors are to be put behind a file's name.
Result<std::vector<ZipEntry>> readZip(std::span<const std::uint8_t> bytes);

}  // namespace pellucid::engine
