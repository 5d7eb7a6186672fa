// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a whole file, and unpacks gzip with limits against decompression bombs: at most 512 MiB, and at most
// 200 times the packed size beyond 16 MiB. Pure functions of their bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"

namespace pellucid::engine {

using Bytes = std::vector<std::uint8_t>;

/// The same bytes, read as text.
inline std::string_view asText(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The largest size of data, in the file and unpacked.
inline constexpr std::size_t kMaxDataBytes = 512 * std::size_t{1024} * 1024;
/// The largest size of any other file: a project of the largest network.
inline constexpr std::size_t kMaxFileBytes = 2 * kMaxDataBytes;

/// Whether pipes, devices and sockets are read like files. They may never end, so only a reader that can be
/// interrupted allows them: the command line, not the window.
enum class Streams { Refused, Read };

/// The file's bytes; the error names the file and the system's reason, or that it has more than `most` bytes.
/// A stream that is refused is not opened.
Result<Bytes> readFile(const std::filesystem::path& path, std::size_t most = kMaxFileBytes,
                       Streams streams = Streams::Refused, const Progress& progress = {});

/// True when the bytes begin like a gzip member.
bool isGzip(std::span<const std::uint8_t> bytes);

/// The unpacked bytes. The errors, to follow a file's name: truncated, damaged, bytes after the end, too
/// large.
Result<Bytes> gunzip(std::span<const std::uint8_t> packed, const Progress& progress = {});

}  // namespace pellucid::engine
