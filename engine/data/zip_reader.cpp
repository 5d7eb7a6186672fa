// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/zip_reader.h"

#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <limits>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kFreeBytes = 16 * std::size_t{1024} * 1024;  // can be unpacked from any archive
constexpr std::size_t kMostTimes = 200;

struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using EntryFile = std::unique_ptr<zip_file_t, CloseEntry>;

bool isLink(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return true;
  const mode_t mode = attributes >> 16U;
  return system == ZIP_OPSYS_UNIX && S_ISLNK(mode);
}

/// The archive's information about an entry, checked as far as possible without unpacking.
Result<zip_stat_t> describe(zip_t* archive, zip_uint64_t index, std::size_t archiveBytes) {
  zip_stat_t entry;
  zip_stat_init(&entry);
  if (zip_stat_index(archive, index, 0, &entry) != 0)
    return Error{message("entry {} of the archive: {}", index, zip_strerror(archive))};
  constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                                   ZIP_STAT_ENCRYPTION_METHOD | ZIP_STAT_CRC;
  if ((entry.valid & kNeeded) != kNeeded)
    return Error{message("entry {} of the archive is incomplete", index)};
  if (!isPlainEntryName(entry.name))
    return Error{
        message("the archive has an entry named \"{:.60}\", which is not a plain relative path", entry.name)};
  const auto refusal = [&](const Message& reason) { return Error{message("{} {}", entry.name, reason)}; };
  if (isLink(archive, index)) return refusal(message("is a link; an archive may only hold files"));
  if (entry.encryption_method != ZIP_EM_NONE)
    return refusal(message("is encrypted; save it without a password"));
  if (entry.comp_size > archiveBytes) return refusal(message("claims to be larger than the archive"));
  return entry;
}

/// Whether it is a folder, or what macOS adds for each file.
bool isBesideTheData(const char* name) {
  const std::string_view text = name != nullptr ? name : "";
  return text.ends_with('/') || text.starts_with("__MACOSX/");
}

Error damaged(const zip_stat_t& entry, zip_file_t* file) {
  return Error{message("{} is damaged: {}", entry.name, zip_file_strerror(file))};
}

/// `size` bytes of the entry, unpacked or, with ZIP_FL_COMPRESSED, as stored.
Result<Bytes> readEntry(zip_t* archive, const zip_stat_t& entry, std::size_t size, zip_flags_t flags,
                        const Progress& progress) {
  const EntryFile file(zip_fopen_index(archive, entry.index, flags));
  if (!file) return Error{message("{}: {}", entry.name, zip_strerror(archive))};
  Bytes bytes(size);
  constexpr std::size_t kPiece = std::size_t{4} * 1024 * 1024;
  for (std::size_t done = 0; done < size;) {
    if (progress.isCancelled()) return Progress::cancelled();
    const zip_int64_t count = zip_fread(file.get(), bytes.data() + done, std::min(kPiece, size - done));
    if (count < 0) return damaged(entry, file.get());
    if (count == 0) return Error{message("{} claims {} bytes but has {}", entry.name, size, done)};
    done += static_cast<std::size_t>(count);
    progress.tell(done, size);
  }
  // Reading to the end makes libzip compare the checksum, and reveals an entry longer than stated.
  std::uint8_t more = 0;
  const zip_int64_t excess = zip_fread(file.get(), &more, 1);
  if (excess < 0) return damaged(entry, file.get());
  if (excess > 0)
    return Error{message("{} has more than the {} bytes that it claims", entry.name, bytes.size())};
  return bytes;
}

}  // namespace

bool isPlainEntryName(std::string_view name) {
  constexpr std::size_t kMaxNameBytes = 255;
  if (name.empty() || name.size() > kMaxNameBytes || name.find_first_of("\\:") != name.npos) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const auto part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

struct ZipReader::Archive {
  struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
  };
  struct DiscardArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };

  std::size_t archiveBytes = 0;
  std::unique_ptr<zip_source_t, FreeSource> source;
  std::unique_ptr<zip_t, DiscardArchive> handle;  // closed before its source is freed
  std::vector<std::string> names;
  std::vector<zip_stat_t> entries;
  std::size_t unpacked = 0;
  Progress progress;

  const zip_stat_t* find(std::string_view name) const {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? nullptr : &entries[static_cast<std::size_t>(found - names.begin())];
  }
  /// The share of an entry in the whole, as if each were read once, in order.
  Progress progressOf(const zip_stat_t& entry) const {
    double before = 0;
    double all = 0;
    for (const zip_stat_t& each : entries) {
      if (each.index < entry.index) before += static_cast<double>(each.comp_size);
      all += static_cast<double>(each.comp_size);
    }
    return all > 0 ? progress.part(before / all, (before + static_cast<double>(entry.comp_size)) / all)
                   : progress;
  }
  const zip_stat_t& get(std::string_view name) const {
    const zip_stat_t* entry = find(name);
    check(entry != nullptr, "ZipReader: there is no such entry");
    return *entry;
  }
};

ZipReader::ZipReader(std::unique_ptr<Archive> archive) : m_archive(std::move(archive)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;

Result<ZipReader> ZipReader::open(std::span<const std::uint8_t> bytes, const Progress& progress,
                                  ZipFolders folders) {
  if (bytes.empty())
    return Error{message("is empty")};  // libzip would treat it as an archive without entries
  auto archive = std::make_unique<Archive>();
  archive->progress = progress;
  archive->archiveBytes = bytes.size();
  zip_error_t problem;
  zip_error_init(&problem);
  archive->source.reset(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &problem));
  if (archive->source) {
    zip_source_keep(archive->source.get());
    // Checking for consistency also refuses two entries of the same name.
    archive->handle.reset(zip_open_from_source(archive->source.get(), ZIP_RDONLY | ZIP_CHECKCONS, &problem));
    if (!archive->handle) zip_source_free(archive->source.get());
  }
  if (!archive->handle) {
    Error error{message("is not a readable zip archive ({})", zip_error_strerror(&problem))};
    zip_error_fini(&problem);
    return error;
  }
  zip_t* handle = archive->handle.get();
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(handle, 0));
  if (count > kMaxZipEntries)
    return Error{message("the archive has {} entries; at most {} are read", count, kMaxZipEntries)};
  zip_uint64_t packed = 0;
  for (zip_uint64_t i = 0; i < count; ++i) {
    if (folders == ZipFolders::PassedOver && isBesideTheData(zip_get_name(handle, i, 0))) continue;
    const auto entry = describe(handle, i, bytes.size());
    if (!entry) return entry.error();
    packed += entry->comp_size;
    archive->names.emplace_back(entry->name);
    archive->entries.push_back(*entry);
  }
  if (packed > bytes.size())
    return Error{message(
        "its entries claim {} packed bytes, but the archive has {}: they overlap, which looks like an attack",
        packed, bytes.size())};
  return ZipReader(std::move(archive));
}

const std::vector<std::string>& ZipReader::names() const {
  return m_archive->names;
}

bool ZipReader::has(std::string_view name) const {
  return m_archive->find(name) != nullptr;
}

bool ZipReader::isPacked(std::string_view name) const {
  return m_archive->get(name).comp_method != ZIP_CM_STORE;
}

Result<Bytes> ZipReader::read(std::string_view name, std::size_t most) const {
  const zip_stat_t* entry = m_archive->find(name);
  if (entry == nullptr) return Error{message("{} is missing", name)};
  const auto refusal = [&](const Message& reason) { return Error{message("{} {}", name, reason)}; };
  if (entry->comp_method != ZIP_CM_STORE && entry->comp_method != ZIP_CM_DEFLATE)
    return refusal(
        message("is packed with method {}; only stored and deflated entries are read", entry->comp_method));
  if (entry->size > kFreeBytes && entry->size / kMostTimes > entry->comp_size)
    return refusal(
        message("unpacks from {} to {} bytes, which looks like an attack", entry->comp_size, entry->size));
  if (entry->size > most)
    return refusal(message("has {} bytes; at most {} are possible here", entry->size, most));
  const std::size_t total = m_archive->unpacked + static_cast<std::size_t>(entry->size);
  if (total > kFreeBytes && total / kMostTimes > m_archive->archiveBytes)
    return refusal(message("and the entries before it unpack from {} to {} bytes, which looks like an attack",
                           m_archive->archiveBytes, total));
  auto bytes = readEntry(m_archive->handle.get(), *entry, static_cast<std::size_t>(entry->size), 0,
                         m_archive->progressOf(*entry));
  if (bytes) m_archive->unpacked = total;
  return bytes;
}

Result<PackedEntry> ZipReader::packed(std::string_view name) const {
  const zip_stat_t& entry = m_archive->get(name);
  if (entry.size > std::numeric_limits<std::uint32_t>::max())
    return Error{message("{} unpacks to {} bytes; 4 GiB are too many for an entry", name, entry.size)};
  auto packed = readEntry(m_archive->handle.get(), entry, static_cast<std::size_t>(entry.comp_size),
                          ZIP_FL_COMPRESSED, m_archive->progressOf(entry));
  if (!packed) return packed.error();
  return PackedEntry{.name = std::string(name),
                     .packed = *std::move(packed),
                     .method = entry.comp_method,
                     .crc = entry.crc,
                     .size = static_cast<std::uint32_t>(entry.size)};
}

}  // namespace pellucid::engine
