// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which Pellucid writes a file: complete, or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/base/progress.h"
#include "engine/base/result.h"

namespace pellucid::engine {

/// Whether atomicWrite() can write there, as far as it can be known before: the folder takes new files, the
/// name is not too long, and what is there is a regular file that is not read-only. A link stands for what it
/// points to, which must exist. To be asked before a long computation.
Result<void> checkWritable(const std::filesystem::path& path);

/// Removes the temporary files that killed writers left beside `path`, as atomicWrite() does before it
/// writes. Those of living ones stay.
void removeStraysBeside(const std::filesystem::path& path);

/// Who may read a new file: as the system has it for this user, or its owner alone from the first byte on. A
/// file that is replaced keeps its own rules, unless it is to be the owner's.
enum class Access { Usual, OwnerOnly };

/// Writes beside `path`, syncs, then renames over it, so that a full disk or a crash leaves the old file as
/// it was. Refuses what checkWritable() refuses; any other error names the file and the system's reason. The
/// temporary file is gone then, and so it is where it was cancelled.
Result<void> atomicWrite(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                         const Progress& progress = {}, Access access = Access::Usual);
Result<void> atomicWrite(const std::filesystem::path& path, std::string_view text);

}  // namespace pellucid::engine
