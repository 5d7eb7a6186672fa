// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine/base/huge_pages.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;
constexpr std::size_t kAlwaysAllowed = 16 * kMiB;
constexpr std::size_t kMaxRatio = 200;

struct Inflater {
  z_stream stream{};
  bool ready = false;
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
};

/// For messages.
Message streamKind(std::filesystem::file_type type) {
  switch (type) {
    case std::filesystem::file_type::fifo:
      return message("a pipe");
    case std::filesystem::file_type::socket:
      return message("a socket");
    default:
      return message("a device");
  }
}

/// Pipes and other streams do not report a size: reads to the end, or until the limit is exceeded.
Result<Bytes> readStream(const std::filesystem::path& path, std::size_t most, const Progress& progress) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{message("Cannot open {}: {}.", path.string(), std::strerror(errno))};
  Bytes bytes;
  while (file && bytes.size() <= most) {
    if (progress.isCancelled()) return Progress::cancelled();
    const std::size_t before = bytes.size();
    bytes.resize(before + kMiB);
    file.read(reinterpret_cast<char*>(bytes.data() + before), kMiB);
    bytes.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return Error{message("Cannot read {}: {}.", path.string(), std::strerror(errno))};
  if (bytes.size() > most)
    return Error{message("{} has more than {} MiB, which is the limit.", path.string(), most / kMiB)};
  return bytes;
}

}  // namespace

Result<Bytes> readFile(const std::filesystem::path& path, std::size_t most, Streams streams,
                       const Progress& progress) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (std::filesystem::is_directory(status))
    return Error{message("{} is a folder, not a file.", path.string())};
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    if (streams == Streams::Read) return readStream(path, most, progress);
    return Error{message("{} is {}, not a file. It might never end, so it is not read here. Choose a file.",
                         path.string(), streamKind(status.type()))};
  }
  if (!std::filesystem::exists(status) &&
      std::filesystem::is_symlink(std::filesystem::symlink_status(path, problem)))
    return Error{message("Cannot open {}: it is a link to {}, which does not exist.", path.string(),
                         std::filesystem::read_symlink(path, problem).string())};
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return Error{message("Cannot open {}: {}.", path.string(), std::strerror(errno))};
  const auto size = static_cast<std::streamoff>(file.tellg());
  if (size < 0) return Error{message("Cannot tell the size of {}.", path.string())};
  if (static_cast<std::size_t>(size) > most)
    return Error{message("{} has {} bytes; at most {} MiB are read.", path.string(), size, most / kMiB)};
  Bytes bytes;
  reserveHugePages(bytes, static_cast<std::size_t>(size));
  bytes.resize(static_cast<std::size_t>(size));
  file.seekg(0);
  constexpr std::size_t kPiece = 4 * kMiB;
  for (std::size_t done = 0; done < bytes.size();) {
    if (progress.isCancelled()) return Progress::cancelled();
    const std::size_t piece = std::min(kPiece, bytes.size() - done);
    file.read(reinterpret_cast<char*>(bytes.data() + done), static_cast<std::streamsize>(piece));
    done += static_cast<std::size_t>(file.gcount());
    if (!file) return Error{message("Cannot read {}: {} of {} bytes arrived.", path.string(), done, size)};
    progress.tell(done, bytes.size());
  }
  return bytes;
}

bool isGzip(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

Result<Bytes> gunzip(std::span<const std::uint8_t> packed, const Progress& progress) {
  const std::size_t limit = std::min(kMaxDataBytes, std::max(kAlwaysAllowed, packed.size() * kMaxRatio));
  Inflater inflater;
  z_stream& z = inflater.stream;
  constexpr int kGzipOnly = 16;
  if (inflateInit2(&z, MAX_WBITS + kGzipOnly) != Z_OK)
    return Error{message("zlib could not be started (out of memory?)")};
  inflater.ready = true;
  z.next_in = const_cast<Bytef*>(packed.data());
  z.avail_in = static_cast<uInt>(packed.size());

  // The last four bytes give the unpacked size. They may be wrong, so they only save growing the buffer.
  std::size_t claimed = 0;
  if (packed.size() >= 4)
    for (std::size_t i = 0; i < 4; ++i)
      claimed |= static_cast<std::size_t>(packed[packed.size() - 4 + i]) << (8 * i);
  // Extra room, for zlib to detect the end. Memory that is only reserved costs nothing.
  claimed = std::min(claimed + 64, limit);
  Bytes unpacked;
  reserveHugePages(unpacked, claimed);
  unpacked.resize(std::min(claimed, packed.size() * 8 + 1024));
  std::size_t done = 0;  // bytes of the preceding members
  for (;;) {
    if (progress.isCancelled()) return Progress::cancelled();
    progress.tell(packed.size() - z.avail_in, packed.size());
    z.next_out = unpacked.data() + done + z.total_out;
    z.avail_out = static_cast<uInt>(unpacked.size() - done - z.total_out);
    const int status = inflate(&z, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      if (!isGzip(packed.last(z.avail_in))) break;
      done += z.total_out;  // another member follows, as where files were concatenated
      if (inflateReset(&z) != Z_OK) return Error{message("zlib could not be started (out of memory?)")};
      continue;
    }
    if (status != Z_OK && status != Z_BUF_ERROR)
      return Error{message("the gzip data are damaged ({})",
                           z.msg != nullptr ? Message::untranslated(z.msg) : message("no details"))};
    if (z.avail_out == 0) {
      if (unpacked.size() >= limit)
        return Error{message("{} packed bytes unpack to more than {} MiB, which looks like an attack",
                             packed.size(), limit / kMiB)};
      const std::size_t most = unpacked.size() < claimed ? claimed : limit;
      unpacked.resize(std::min(most, unpacked.size() * 2));
    } else if (z.avail_in == 0) {
      return Error{message("the gzip data are truncated after {} bytes", packed.size())};
    }
  }
  if (z.avail_in != 0) return Error{message("{} bytes follow the end of the gzip data", z.avail_in)};
  unpacked.resize(done + z.total_out);
  return unpacked;
}

}  // namespace pellucid::engine
