// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/output_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/io/atomic_write.h"

namespace pellucid::app {

engine::Result<void> checkOutput(const char* option, const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!path.has_filename() || fs::is_directory(path, ignored))
    return engine::Error{engine::message("{} is \"{}\", which names a folder. Give the name of a file.",
                                         option, path.string())};
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored))
    return engine::Error{
        engine::message("{} {} is not a regular file. Choose another name.", option, path.string())};
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored))
    return engine::Error{engine::message("{} {}: the folder {} does not exist. Create it first.", option,
                                         path.string(), folder.string())};
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    return engine::Error{engine::message("{} {}: cannot write into the folder {}: {}. Choose another one.",
                                         option, path.string(), folder.string(), std::strerror(errno))};
  if (const auto writable = engine::checkWritable(path); !writable)
    return engine::Error{engine::message("{}: {}", option, writable.error().message)};
  return {};
}

}  // namespace pellucid::app
