// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which Pellucid writes a file: completely, or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/base/progress.h"
#include "engine/base/result.h"

namespace pellucid::engine {

/// Whether atomicWrite() can write there, as far as this can be known in advance: the folder accepts new
/// files, the name is not too long, and an existing file is regular and not read-only. A link stands for its
/// target, which must exist. To be checked before a long computation.
Result<void> checkWritable(const std::filesystem::path& path);

/// Removes the temporary files that killed writers left beside `path`, as atomicWrite() does before writing.
/// Those of running writers stay.
void removeStraysBeside(const std::filesystem::path& path);

/// Who can read a new file: the system's default for this user, or only its owner from the first byte on. A
/// file that is replaced keeps its permissions, unless OwnerOnly is requested.
enum class Access { Usual, OwnerOnly };

/// Writes beside `path`, syncs, then renames over it, so that a full disk or a crash leaves the old file
/// unchanged. Refuses what checkWritable() refuses; any other error names the file and the system's reason.
/// The temporary file is removed then, as it is after a cancellation.
Result<void> atomicWrite(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                         const Progress& progress = {}, Access access = Access::Usual);
Result<void> atomicWrite(const std::filesystem::path& path, std::string_view text);

}  // namespace pellucid::engine
