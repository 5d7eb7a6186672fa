// SPDX-License-Identifier: GPL-3.0-or-later
// The vector instructions that this build of the engine uses. A package contains several builds, of which the
// loader picks the best that the processor supports; this says which one.
#pragma once

#include <string_view>

namespace pellucid::engine {

/// "x86-64-v4" (AVX-512), "x86-64-v3" (AVX2), "x86-64" or "generic".
std::string_view instructionSet();

}  // namespace pellucid::engine
