// SPDX-License-Identifier: GPL-3.0-or-later
// That no file of a command takes the place of another one.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace pellucid::app {

/// A file as it was named.
struct NamedFile {
  const char* option;
  std::filesystem::path path;
};

/// Adds what was given.
void add(std::vector<NamedFile>& files, const char* option, const std::optional<std::filesystem::path>& path);

/// Adds the file of a name of data, where it is one.
void addData(std::vector<NamedFile>& files, const char* option, const std::optional<std::string>& name);

/// Refuses two outputs that are the same file, and one that is an input, by whatever paths and links they are
/// named.
engine::Result<void> checkDistinct(const std::vector<NamedFile>& inputs,
                                   const std::vector<NamedFile>& outputs);

}  // namespace pellucid::app
