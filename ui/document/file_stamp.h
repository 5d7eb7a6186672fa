// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a file, to find out whether something has written it since.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace pellucid::ui {

/// When it was written, and its size in bytes.
using FileStamp = std::pair<std::filesystem::file_time_type, std::uintmax_t>;

/// None where there is no such file.
inline std::optional<FileStamp> stampOf(const std::filesystem::path& file) {
  std::error_code problem;
  const auto time = std::filesystem::last_write_time(file, problem);
  if (problem) return std::nullopt;
  const auto size = std::filesystem::file_size(file, problem);
  return problem ? std::nullopt : std::optional(FileStamp(time, size));
}

}  // namespace pellucid::ui
