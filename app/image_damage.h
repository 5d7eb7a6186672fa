// SPDX-License-Identifier: GPL-3.0-or-later
// Image files that end before their picture does, as half a download: decoders fill up the rest and don't say
// so. Pure.
#pragma once

#include <cstdint>
#include <span>

namespace pellucid::app {

/// For JPEG, GIF (its first picture) and BMP, which Qt reads as if they were whole; false for all other
/// files, whose readers notice.
bool isCutOff(std::span<const std::uint8_t> bytes);

}  // namespace pellucid::app
