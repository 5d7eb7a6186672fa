// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a zip archive straight into its final bytes: large stored entries append themselves, so that there
// is never a second copy of them, and entries of other archives are copied in packed form. The format is
// APPNOTE 6.3's without its extension to 4 GiB and more. Internal to io/; pure, any thread.
#pragma once

#include <functional>

#include "engine/io/zip_archive.h"

namespace pellucid::engine {

/// One entry to be written.
struct ZipPart {
  PackedEntry entry;                        ///< `packed` and `crc` are empty if `append` provides them
  std::function<void(Bytes&)> append = {};  ///< appends `entry.size` bytes, stored unpacked
};

ZipPart deflatedPart(const std::string& name, std::span<const std::uint8_t> bytes);
ZipPart storedPart(const std::string& name, std::size_t size, std::function<void(Bytes&)> append);

/// The parts in the order given, with dates of 1980, so that equal parts give equal bytes. Refuses more than
/// 64 entries, more than `most` bytes, and a result that does not fit into memory. Throws std::logic_error
/// for names that are not plain or occur twice, and for parts that append a size other than stated.
Result<Bytes> buildZip(const std::vector<ZipPart>& parts, std::size_t most);

}  // namespace pellucid::engine
