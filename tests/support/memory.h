// SPDX-License-Identifier: GPL-3.0-or-later
// What this process has in memory, for tests of the rule that a reader takes at most four times what it
// unpacks and 64 MiB.
#pragma once

#include <fstream>
#include <string>

namespace pellucid::tests {

#ifdef PELLUCID_SANITIZED
inline constexpr bool kMeasuresMemory = false;  // a sanitizer keeps freed memory
#else
inline constexpr bool kMeasuresMemory = true;
#endif

/// In MiB: a field of /proc/self/status, VmRSS: for the present use, VmHWM: for the largest so far.
inline double memory(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(field)) return std::stod(line.substr(field.size())) / 1024;
  return 0;
}

}  // namespace pellucid::tests
