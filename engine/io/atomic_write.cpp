// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/atomic_write.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// An open file that nobody else has, beside the one to be written. Removed again unless it was renamed.
class Temporary {
 public:
  explicit Temporary(const fs::path& folder) {
    // O_EXCL makes each attempt safe against other threads, other processes and leftovers of a crash.
    constexpr int kAttempts = 1000;
    for (int i = 0; i < kAttempts; ++i) {
      m_path = folder / fmt::format(".pellucid-{}-{}.tmp", ::getpid(), i);
      m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      m_isOurs = m_descriptor >= 0;
      if (m_isOurs || errno != EEXIST) return;
    }
  }
  ~Temporary() {
    if (m_descriptor >= 0) ::close(m_descriptor);
    if (m_isOurs) ::unlink(m_path.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  bool isOpen() const { return m_descriptor >= 0; }

  bool write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool setMode(mode_t mode) { return ::fchmod(m_descriptor, mode) == 0; }
  bool sync() { return ::fsync(m_descriptor) == 0; }
  bool close() { return ::close(std::exchange(m_descriptor, -1)) == 0; }
  bool renameTo(const fs::path& path) {
    if (::rename(m_path.c_str(), path.c_str()) != 0) return false;
    m_isOurs = false;
    return true;
  }

 private:
  fs::path m_path;
  int m_descriptor = -1;
  bool m_isOurs = false;  // to be removed at the end
};

/// The renaming itself survives a crash only when the folder has been synced too. Some file systems cannot do
/// that, and the file is complete already, so this is no reason to report a failure.
void syncFolder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<void> atomicWrite(const fs::path& path, std::span<const std::uint8_t> bytes) {
  const auto failure = [&](int reason) {
    return Error{fmt::format("Cannot write {}: {}. What was there before is unchanged.", path.string(),
                             std::strerror(reason))};
  };
  // A link stays a link: the file that it points to is the one to be replaced.
  fs::path target = path;
  std::error_code problem;
  if (fs::is_symlink(fs::symlink_status(path, problem))) {
    problem.clear();
    target = fs::weakly_canonical(path, problem);
    if (problem) return failure(problem.value());
  }
  struct stat old {};
  const bool replaces = ::stat(target.c_str(), &old) == 0;
  if (replaces && !S_ISREG(old.st_mode))
    return Error{
        fmt::format("Cannot write {}: it is not a regular file. Choose another name.", path.string())};

  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  Temporary file(folder);
  if (!file.isOpen()) return failure(errno);
  constexpr mode_t kPermissions = 07777;
  if (replaces && !file.setMode(old.st_mode & kPermissions)) return failure(errno);
  if (!file.write(bytes) || !file.sync() || !file.close() || !file.renameTo(target)) return failure(errno);
  syncFolder(folder);
  return {};
}

Result<void> atomicWrite(const fs::path& path, std::string_view text) {
  return atomicWrite(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace pellucid::engine
