// SPDX-License-Identifier: GPL-3.0-or-later
// One call of the system fails, as it does on a disk that is full, broken or gone: of all that open, write,
// sync, chmod and rename files below a folder, the n-th. A program that is linked with this calls the
// system's functions through it; while there is no FailingCalls, nothing is different.
#pragma once

#include <filesystem>

namespace pellucid::tests {

class FailingCalls {
 public:
  /// The next call with this number, counted from 0, fails for `reason`, such as ENOSPC; a failing write
  /// still writes its first half. One at a time.
  FailingCalls(const std::filesystem::path& folder, int number, int reason);
  ~FailingCalls();
  FailingCalls(const FailingCalls&) = delete;
  FailingCalls& operator=(const FailingCalls&) = delete;

  /// Whether that call has been reached.
  bool hasFailed() const;
};

}  // namespace pellucid::tests
