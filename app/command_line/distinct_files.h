// SPDX-License-Identifier: GPL-3.0-or-later
// That no file of a command takes the place of another one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace pellucid::app {

/// A file as named by the user.
struct NamedFile {
  const char* option;
  std::filesystem::path path;
};

/// Adds the file that was given.
void add(std::vector<NamedFile>& files, const char* option, const std::optional<std::filesystem::path>& path);

/// Adds the file of a data name, if it is one.
void addData(std::vector<NamedFile>& files, const char* option, const std::optional<std::string>& name);

/// Refuses two outputs that are the same file, or an output that is also an input, whatever paths and links
/// name them.
engine::Result<void> checkDistinct(const std::vector<NamedFile>& inputs,
                                   const std::vector<NamedFile>& outputs);

}  // namespace pellucid::app
