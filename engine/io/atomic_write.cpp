// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/atomic_write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <optional>
#include <string>

#include "engine/io/temporary_file.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// The file to be written, with all links followed.
struct WriteTarget {
  fs::path path;
  fs::path folder;
  std::optional<mode_t> mode;  ///< of the file being replaced
};

Error writeError(const fs::path& path, const Message& problem) {
  return Error{message("Cannot write {}: {}", path.string(), problem)};
}

Error systemError(const fs::path& path, int reason) {
  if (reason == ENOSPC || reason == EDQUOT)
    return writeError(path,
                      message("there is no room left on its disk. What was there before is unchanged. Make "
                              "room, or choose another place."));
  return writeError(path, message("{}. What was there before is unchanged.", std::strerror(reason)));
}

/// Why no file can be created in the folder.
Error folderError(const fs::path& path, const fs::path& folder, int reason) {
  if (reason == ENOENT)
    return writeError(path, message("the folder {} does not exist. Choose another place.", folder.string()));
  if (reason == ENOTDIR)
    return writeError(path, message("{} is not a folder. Choose another place.", folder.string()));
  if (reason == EACCES || reason == EROFS)
    return writeError(path,
                      message("the folder {} does not allow it. Make it writable, or choose another place.",
                              folder.string()));
  return systemError(path, reason);
}

/// A link stays a link: its target is replaced.
Result<fs::path> followLinks(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_symlink(fs::symlink_status(path, problem))) return path;
  fs::path target = fs::canonical(path, problem);
  if (!problem) return target;
  if (problem != std::errc::no_such_file_or_directory) return systemError(path, problem.value());
  return writeError(path, message("it is a link to {}, which does not exist. Remove the link, or choose "
                                  "another name.",
                                  fs::read_symlink(path, problem).string()));
}

fs::path folderOf(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Result<void> checkName(const fs::path& path, const WriteTarget& target) {
  const std::size_t bytes = target.path.filename().native().size();
  if (bytes == 0) return writeError(path, message("this is the name of a folder. Add that of a file."));
  const long most = ::pathconf(target.folder.c_str(), _PC_NAME_MAX);
  const std::size_t mostBytes = most > 0 ? static_cast<std::size_t>(most) : NAME_MAX;
  if (bytes > mostBytes)
    return writeError(path, message("the file's name has {} bytes; at most {} are possible there. Choose a "
                                    "shorter name.",
                                    bytes, mostBytes));
  if (target.path.native().size() >= PATH_MAX)
    return writeError(path, message("the path has {} bytes; at most {} are possible. Choose a shorter one.",
                                    target.path.native().size(), PATH_MAX - 1));
  return {};
}

Result<WriteTarget> findTarget(const fs::path& path) {
  auto followed = followLinks(path);
  if (!followed) return followed.error();
  WriteTarget target{.path = *std::move(followed), .folder = {}, .mode = {}};
  target.folder = folderOf(target.path);
  struct stat old {};
  if (::stat(target.path.c_str(), &old) == 0) {
    if (!S_ISREG(old.st_mode))
      return writeError(path, message("it is not a regular file. Choose another name."));
    // The mode is checked, too, because the superuser can write everything.
    constexpr mode_t kAnyWriter = S_IWUSR | S_IWGRP | S_IWOTH;
    if ((old.st_mode & kAnyWriter) == 0 || ::faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) != 0)
      return writeError(path, message("it is read-only. Make it writable, or choose another name."));
    constexpr mode_t kPermissions = 07777;
    target.mode = old.st_mode & kPermissions;
  }
  if (auto named = checkName(path, target); !named) return named.error();
  return target;
}

/// The renaming itself survives a crash only when the folder has been synced too. Some file systems cannot do
/// that, and the file is already complete, so this is not reported as a failure.
void syncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<void> checkWritable(const fs::path& path) {
  const auto target = findTarget(path);
  if (!target) return target.error();
  const TemporaryFile file(target->folder);
  if (!file.isOpen()) return folderError(path, target->folder, errno);
  return {};
}

void removeStraysBeside(const fs::path& path) {
  if (const auto followed = followLinks(path)) removeStrays(folderOf(*followed));
}

Result<void> atomicWrite(const fs::path& path, std::span<const std::uint8_t> bytes, const Progress& progress,
                         Access access) {
  const auto target = findTarget(path);
  if (!target) return target.error();
  removeStrays(target->folder);
  TemporaryFile file(target->folder);
  if (!file.isOpen()) return folderError(path, target->folder, errno);
  constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
  const auto mode = access == Access::OwnerOnly ? std::optional(kOwnerOnly) : target->mode;
  if (mode && !file.setMode(*mode)) return systemError(path, errno);
  constexpr std::size_t kPart = std::size_t{4} << 20;
  for (std::size_t done = 0; done < bytes.size(); done += kPart) {
    if (progress.isCancelled()) return Progress::cancelled();
    progress.tell(done, bytes.size());
    if (!file.write(bytes.subspan(done, std::min(kPart, bytes.size() - done))))
      return systemError(path, errno);
  }
  if (!file.sync()) return systemError(path, errno);
  if (progress.isCancelled()) return Progress::cancelled();
  if (!file.renameTo(target->path)) return systemError(path, errno);
  syncFolder(target->folder);
  return {};
}

Result<void> atomicWrite(const fs::path& path, std::string_view text) {
  return atomicWrite(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace pellucid::engine
