// SPDX-License-Identifier: GPL-3.0-or-later
// Which vector instructions this build of the engine uses. A package brings several builds, of which the
// loader takes the best that the processor knows; this says which one it took.
#pragma once

#include <string_view>

namespace pellucid::engine {

/// "x86-64-v4" (AVX-512), "x86-64-v3" (AVX2), "x86-64" or "generic".
std::string_view instructionSet();

}  // namespace pellucid::engine
