// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/temporary_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

namespace pellucid::engine {
namespace {

constexpr std::string_view kTemporaryBegin = ".pellucid-";
constexpr std::string_view kTemporaryEnd = ".tmp";

/// .pellucid-PROCESS-NUMBER.tmp
bool isTemporaryName(std::string_view name) {
  if (!name.starts_with(kTemporaryBegin) || !name.ends_with(kTemporaryEnd)) return false;
  name.remove_prefix(kTemporaryBegin.size());
  name.remove_suffix(std::min(name.size(), kTemporaryEnd.size()));
  const std::size_t dash = name.find('-');
  const auto isNumber = [](std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  return dash != std::string_view::npos && isNumber(name.substr(0, dash)) && isNumber(name.substr(dash + 1));
}

/// False if another process or thread has the lock. On a file system without locks, strays cannot be
/// recognised.
bool lockFile(int descriptor) {
  return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

/// A finished writer has renamed its file and released the lock, and may write its next one under the name
/// that was opened.
bool isStill(const std::filesystem::path& path, const struct stat& opened) {
  struct stat now {};
  return ::lstat(path.c_str(), &now) == 0 && now.st_dev == opened.st_dev && now.st_ino == opened.st_ino;
}

}  // namespace

TemporaryFile::TemporaryFile(const std::filesystem::path& folder) {
  constexpr int kAttempts = 1000;
  for (int i = 0; i < kAttempts; ++i)
    if (create(folder / fmt::format("{}{}-{}{}", kTemporaryBegin, ::getpid(), i, kTemporaryEnd)) ||
        errno != EEXIST)
      return;
}

bool TemporaryFile::create(const std::filesystem::path& path) {
  // O_EXCL makes each attempt safe against other threads, other processes and leftovers of a crash.
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return false;
  // A removal of strays may have been quicker than our lock.
  struct stat status {};
  if (!lockFile(descriptor) || ::fstat(descriptor, &status) != 0 || status.st_nlink == 0) {
    ::close(descriptor);
    errno = EEXIST;
    return false;
  }
  m_path = path;
  m_descriptor = descriptor;
  m_isOurs = true;
  return true;
}

TemporaryFile::~TemporaryFile() {
  if (m_isOurs) ::unlink(m_path.c_str());
  if (m_descriptor >= 0) ::close(m_descriptor);
}

bool TemporaryFile::write(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool TemporaryFile::setMode(mode_t mode) {
  return ::fchmod(m_descriptor, mode) == 0;
}

bool TemporaryFile::sync() {
  return ::fsync(m_descriptor) == 0;
}

/// Still open, because closing releases the lock.
bool TemporaryFile::renameTo(const std::filesystem::path& path) {
  if (::rename(m_path.c_str(), path.c_str()) != 0) return false;
  m_isOurs = false;
  return true;
}

void removeStrays(const std::filesystem::path& folder) {
  std::error_code problem;
  for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (!isTemporaryName(at->path().filename().native())) continue;
    const int descriptor = ::open(at->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) continue;
    struct stat status {};
    const bool isStray = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                         ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && isStill(at->path(), status);
    if (isStray) ::unlink(at->path().c_str());
    ::close(descriptor);
  }
}

}  // namespace pellucid::engine
