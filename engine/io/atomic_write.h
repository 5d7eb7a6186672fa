// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which Pellucid writes a file: complete, or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/base/result.h"

namespace pellucid::engine {

/// Writes beside `path`, syncs, then renames over it, so that a full disk or a crash leaves the old file as
/// it was. The error names the file and the system's reason; the temporary file is gone then.
Result<void> atomicWrite(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
Result<void> atomicWrite(const std::filesystem::path& path, std::string_view text);

}  // namespace pellucid::engine
