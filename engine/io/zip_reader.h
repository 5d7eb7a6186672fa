// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a zip archive entry by entry, by libzip, each only when somebody asks for it and with the most that
// it may hold. It defends itself: at most 64 entries, plain relative names, no links, no encryption, no
// double names, no entries that share their bytes, checksums that match; what is unpacked is at most 200
// times the archive's size once it is over 16 MiB. Internal to io/; for one thread.
#pragma once

#include <memory>

#include "engine/io/zip_archive.h"

namespace pellucid::engine {

class ZipReader {
 public:
  /// `bytes` must outlive the reader.
  static Result<ZipReader> open(std::span<const std::uint8_t> bytes, const Progress& progress = {});
  ~ZipReader();
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;

  /// In the order of the archive.
  const std::vector<std::string>& names() const;
  bool has(std::string_view name) const;
  /// False where it is stored as it is; for names that are there.
  bool isPacked(std::string_view name) const;
  /// The unpacked bytes. The error names the entry: it is missing, damaged, or larger than `most`.
  Result<Bytes> read(std::string_view name, std::size_t most) const;
  /// The entry as it lies in the archive.
  Result<PackedEntry> packed(std::string_view name) const;

 private:
  struct Archive;
  explicit ZipReader(std::unique_ptr<Archive> archive);
  std::unique_ptr<Archive> m_archive;
};

}  // namespace pellucid::engine
