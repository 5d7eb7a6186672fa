// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/zip_archive.h"

#include <algorithm>
#include <array>

#include "engine/data/zip_reader.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

Result<Bytes> writeZip(const std::vector<ZipEntry>& entries, std::size_t most) {
  std::vector<ZipPart> parts;
  for (const ZipEntry& entry : entries)
    parts.push_back(entry.isPacked ? deflatedPart(entry.name, entry.bytes)
                                   : storedPart(entry.name, entry.bytes.size(), [&](Bytes& bytes) {
                                       bytes.insert(bytes.end(), entry.bytes.begin(), entry.bytes.end());
                                     }));
  return buildZip(parts, most);
}

Result<std::vector<ZipEntry>> readZip(std::span<const std::uint8_t> bytes, std::size_t most) {
  const auto archive = ZipReader::open(bytes);
  if (!archive) return archive.error();
  std::vector<ZipEntry> entries;
  std::size_t left = most;
  for (const std::string& name : archive->names()) {
    auto unpacked = archive->read(name, left);
    if (!unpacked) return unpacked.error();
    left -= unpacked->size();
    entries.push_back({.name = name, .bytes = *std::move(unpacked), .isPacked = archive->isPacked(name)});
  }
  return entries;
}

bool isZip(std::span<const std::uint8_t> bytes) {
  static constexpr std::array<std::uint8_t, 4> kLocalHeader = {'P', 'K', 3, 4};
  return bytes.size() >= kLocalHeader.size() &&
         std::equal(kLocalHeader.begin(), kLocalHeader.end(), bytes.begin());
}

}  // namespace pellucid::engine
