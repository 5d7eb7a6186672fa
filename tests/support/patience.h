// SPDX-License-Identifier: GPL-3.0-or-later
// How long a test waits for what has to come, in milliseconds: only a hang takes that long, also under a
// sanitizer on a busy machine.
#pragma once

namespace pellucid::tests {

inline constexpr int kPatienceMs = 120'000;

}  // namespace pellucid::tests
