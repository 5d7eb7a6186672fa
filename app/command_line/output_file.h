// SPDX-License-Identifier: GPL-3.0-or-later
// Finds out before a long training whether its results can be written.
#pragma once

#include <filesystem>

#include "engine/base/result.h"

namespace pellucid::app {

/// `option` is its name in messages, such as "--save". Refuses a path without a file name, one that is a
/// folder or a device, and one whose folder does not exist or cannot be written. Creates nothing.
engine::Result<void> checkOutput(const char* option, const std::filesystem::path& path);

}  // namespace pellucid::app
