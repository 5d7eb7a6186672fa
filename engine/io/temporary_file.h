// SPDX-License-Identifier: GPL-3.0-or-later
// A file with a unique name that becomes another file when it is complete. Its writer holds a lock on it,
// which shows others that it is in use: a file with such a name but without a lock was left by a writer that
// was killed. Internal to io/; for one thread, while other threads and processes can write into the same
// folder.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <span>

namespace pellucid::engine {

/// An open file that is not shared. Removed again unless it was renamed. Functions that return false leave
/// the reason in errno.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& folder);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool isOpen() const { return m_descriptor >= 0; }
  bool write(std::span<const std::uint8_t> bytes);
  bool setMode(mode_t mode);
  bool sync();
  bool renameTo(const std::filesystem::path& path);

 private:
  bool create(const std::filesystem::path& path);

  std::filesystem::path m_path;
  int m_descriptor = -1;
  bool m_isOurs = false;  ///< to be removed at the end
};

/// Removes the temporary files in the folder whose writers are gone.
void removeStrays(const std::filesystem::path& folder);

}  // namespace pellucid::engine
