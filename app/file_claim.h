// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several windows has a file open: the first one claims it, and the next ones learn of that. A claim
// is a lock on a file of its own in the folder for state, so that nothing is written beside the user's files,
// and it ends with the program, however that ends. Windows of other machines are not seen. Any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace pellucid::app {

class FileClaim {
 public:
  /// Null when another window has it. Where no lock can be made, nothing can be known and the claim succeeds.
  /// `folder` is where all claims are kept; if empty, none is made.
  static std::shared_ptr<const FileClaim> take(const std::filesystem::path& file,
                                               const std::filesystem::path& folder);
  ~FileClaim();
  FileClaim(const FileClaim&) = delete;
  FileClaim& operator=(const FileClaim&) = delete;

  /// Whether it is a claim on that file, through whatever links.
  bool isOf(const std::filesystem::path& file) const;

 private:
  FileClaim() = default;

  std::filesystem::path m_file;  ///< with all links followed
  std::filesystem::path m_lock;
  int m_descriptor = -1;
};

}  // namespace pellucid::app
