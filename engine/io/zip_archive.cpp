// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/zip_archive.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <memory>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMiB = std::size_t{1024} * 1024;
constexpr std::size_t kAlwaysAllowed = 16 * kMiB;
constexpr std::size_t kMaxRatio = 200;
constexpr std::size_t kMaxNameBytes = 255;

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using Archive = std::unique_ptr<zip_t, DiscardArchive>;
using EntryFile = std::unique_ptr<zip_file_t, CloseEntry>;

/// Opens an archive on `source`, which stays the caller's.
Archive openArchive(const Source& source, int flags, zip_error_t& problem) {
  zip_source_keep(source.get());
  zip_t* archive = zip_open_from_source(source.get(), flags, &problem);
  if (archive == nullptr) zip_source_free(source.get());
  return Archive(archive);
}

/// A relative path below the archive's root, whatever system unpacks it.
bool isPlainName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || name.find_first_of("\\:") != name.npos) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const auto part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

bool isLink(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return true;
  const mode_t mode = attributes >> 16U;
  return system == ZIP_OPSYS_UNIX && S_ISLNK(mode);
}

/// What the archive tells about an entry, checked as far as it can be without unpacking.
Result<zip_stat_t> describe(zip_t* archive, zip_uint64_t index, std::size_t archiveBytes) {
  zip_stat_t entry;
  zip_stat_init(&entry);
  if (zip_stat_index(archive, index, 0, &entry) != 0)
    return Error{fmt::format("entry {} of the archive: {}", index, zip_strerror(archive))};
  constexpr zip_uint64_t kNeeded =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  if ((entry.valid & kNeeded) != kNeeded)
    return Error{fmt::format("entry {} of the archive is incomplete", index)};
  if (!isPlainName(entry.name))
    return Error{fmt::format("the archive has an entry named \"{:.60}\", which is not a plain relative path",
                             entry.name)};
  const auto refusal = [&](std::string_view reason) {
    return Error{fmt::format("{} {}", entry.name, reason)};
  };
  if (isLink(archive, index)) return refusal("is a link; an archive may only hold files");
  if (entry.encryption_method != ZIP_EM_NONE) return refusal("is encrypted; save it without a password");
  if (entry.comp_method != ZIP_CM_STORE && entry.comp_method != ZIP_CM_DEFLATE)
    return refusal(fmt::format("is packed with method {}; only stored and deflated entries are read",
                               entry.comp_method));
  if (entry.comp_size > archiveBytes) return refusal("claims to be larger than the archive");
  if (entry.size > kAlwaysAllowed && entry.size / kMaxRatio > entry.comp_size)
    return refusal(
        fmt::format("unpacks from {} to {} bytes, which looks like an attack", entry.comp_size, entry.size));
  return entry;
}

Result<Bytes> unpack(zip_t* archive, zip_uint64_t index, const zip_stat_t& entry) {
  const EntryFile file(zip_fopen_index(archive, index, 0));
  if (!file) return Error{fmt::format("{}: {}", entry.name, zip_strerror(archive))};
  Bytes bytes(static_cast<std::size_t>(entry.size));
  const zip_int64_t count = zip_fread(file.get(), bytes.data(), bytes.size());
  if (count < 0) return Error{fmt::format("{} is damaged: {}", entry.name, zip_file_strerror(file.get()))};
  if (static_cast<std::size_t>(count) != bytes.size())
    return Error{fmt::format("{} claims {} bytes but unpacks to {}", entry.name, bytes.size(), count)};
  // Reading on to the end makes libzip compare the checksum, and shows an entry that is longer than it
  // claims.
  std::uint8_t more = 0;
  const zip_int64_t excess = zip_fread(file.get(), &more, 1);
  if (excess < 0) return Error{fmt::format("{} is damaged: {}", entry.name, zip_file_strerror(file.get()))};
  if (excess > 0)
    return Error{
        fmt::format("{} unpacks to more than the {} bytes that it claims", entry.name, bytes.size())};
  return bytes;
}

}  // namespace

Bytes writeZip(const std::vector<ZipEntry>& entries) {
  check(!entries.empty() && entries.size() <= kMaxZipEntries, "writeZip: needs from 1 to 64 entries");
  std::size_t total = 0;
  for (const ZipEntry& entry : entries) {
    check(isPlainName(entry.name), "writeZip: an entry's name is not a plain relative path");
    total += entry.bytes.size();
  }
  check(total <= kMaxZipBytes, fmt::format("The file would hold {} MiB; at most {} MiB can be read again.",
                                           total / kMiB, kMaxZipBytes / kMiB));

  zip_error_t problem;
  zip_error_init(&problem);
  const Source target(zip_source_buffer_create(nullptr, 0, 0, &problem));
  check(target != nullptr, "writeZip: no buffer");
  Archive archive = openArchive(target, ZIP_CREATE | ZIP_TRUNCATE, problem);
  check(archive != nullptr, "writeZip: no archive");
  for (const ZipEntry& entry : entries) {
    zip_source_t* source = zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive.get(), entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    check(index >= 0, "writeZip: two entries have the same name");
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive.get(), at, entry.isPacked ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    // 1 January 1980, the first day that the format knows: equal entries give equal bytes in every time zone.
    constexpr zip_uint16_t kMidnight = 0;
    constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;
    zip_file_set_dostime(archive.get(), at, kMidnight, kFirstDay, 0);
  }
  if (zip_close(archive.get()) != 0) failCheck(zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closing has freed it

  zip_stat_t size;
  zip_stat_init(&size);
  check(zip_source_stat(target.get(), &size) == 0 && zip_source_open(target.get()) == 0,
        "writeZip: no result");
  Bytes bytes(static_cast<std::size_t>(size.size));
  const zip_int64_t count = zip_source_read(target.get(), bytes.data(), bytes.size());
  zip_source_close(target.get());
  check(count == static_cast<zip_int64_t>(bytes.size()), "writeZip: the result is incomplete");
  return bytes;
}

const Bytes* findEntry(const std::vector<ZipEntry>& entries, std::string_view name) {
  const auto found = std::ranges::find(entries, name, &ZipEntry::name);
  return found == entries.end() ? nullptr : &found->bytes;
}

Result<std::vector<ZipEntry>> readZip(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return Error{"is empty"};  // libzip would take it for an archive without entries
  zip_error_t problem;
  zip_error_init(&problem);
  const Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem));
  if (!source) return Error{fmt::format("cannot be opened: {}", zip_error_strerror(&problem))};
  // Checking for consistency also refuses two entries of the same name.
  const Archive archive = openArchive(source, ZIP_RDONLY | ZIP_CHECKCONS, problem);
  if (!archive) {
    Error error{fmt::format("is not a readable zip archive ({})", zip_error_strerror(&problem))};
    zip_error_fini(&problem);
    return error;
  }
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
  if (count > kMaxZipEntries)
    return Error{fmt::format("the archive has {} entries; at most {} are read", count, kMaxZipEntries)};

  std::vector<zip_stat_t> descriptions;
  std::size_t total = 0;
  for (zip_uint64_t i = 0; i < count; ++i) {
    const auto entry = describe(archive.get(), i, bytes.size());
    if (!entry) return entry.error();
    if (entry->size > kMaxZipBytes - total)
      return Error{fmt::format("the archive unpacks to more than {} MiB", kMaxZipBytes / kMiB)};
    total += static_cast<std::size_t>(entry->size);
    descriptions.push_back(*entry);
  }
  // Entries that share their packed bytes multiply what each of them may unpack to.
  if (total > kAlwaysAllowed && total / kMaxRatio > bytes.size())
    return Error{fmt::format("{} bytes unpack to {}, which looks like an attack", bytes.size(), total)};

  std::vector<ZipEntry> entries;
  for (zip_uint64_t i = 0; i < count; ++i) {
    auto unpacked = unpack(archive.get(), i, descriptions[i]);
    if (!unpacked) return unpacked.error();
    entries.push_back({.name = descriptions[i].name,
                       .bytes = *std::move(unpacked),
                       .isPacked = descriptions[i].comp_method != ZIP_CM_STORE});
  }
  return entries;
}

}  // namespace pellucid::engine
