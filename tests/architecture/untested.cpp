// SPDX-License-Identifier: GPL-3.0-or-later
// Sources of engine/ and ui/ without a test of their own, each with its reason.
#include <vector>

#include "tests/architecture/rules.h"

namespace pellucid::tests {

std::span<const Untested> untestedSources() {
  // {"ui/folder/file.cpp", "what tests it instead, or why nothing can"}
  static const std::vector<Untested> kUntested = {};
  return kUntested;
}

}  // namespace pellucid::tests
