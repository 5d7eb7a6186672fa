// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a zip archive entry by entry with libzip, each only on request and with a size limit. It defends
// itself: at most 64 entries, plain relative names, no links, no encryption, no duplicate names, no entries
// that share their bytes, checksums that match; unpacked data are at most 200 times the archive's size beyond
// 16 MiB. Internal to io/; for one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// An entry as stored in an archive, for passing it on unchanged.
struct PackedEntry {
  std::string name;
  Bytes packed;
  std::uint16_t method = 0;  ///< compression method: 0 stored, 8 deflated, or any other number of the format
  std::uint32_t crc = 0;     ///< of the unpacked bytes
  std::uint32_t size = 0;    ///< unpacked
  friend bool operator==(const PackedEntry&, const PackedEntry&) = default;
};

inline constexpr std::size_t kMaxZipEntries = 64;

/// A relative path below the archive's root, whatever system unpacks it; at most 255 bytes.
bool isPlainEntryName(std::string_view name);

/// How entries that are folders are treated: a reader of data skips them, along with what macOS adds.
enum class ZipFolders { Refused, PassedOver };

class ZipReader {
 public:
  /// `bytes` must outlive the reader.
  static Result<ZipReader> open(std::span<const std::uint8_t> bytes, const Progress& progress = {},
                                ZipFolders folders = ZipFolders::Refused);
  ~ZipReader();
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;

  /// In the order of the archive.
  const std::vector<std::string>& names() const;
  bool has(std::string_view name) const;
  /// False where it is stored uncompressed; for existing names.
  bool isPacked(std::string_view name) const;
  /// The unpacked bytes. The error names the entry: it is missing, damaged, or larger than `most`.
  Result<Bytes> read(std::string_view name, std::size_t most) const;
  /// The entry as stored in the archive.
  Result<PackedEntry> packed(std::string_view name) const;

 private:
  struct Archive;
  explicit ZipReader(std::unique_ptr<Archive> archive);
  std::unique_ptr<Archive> m_archive;
};

}  // namespace pellucid::engine
