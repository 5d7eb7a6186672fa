// SPDX-License-Identifier: GPL-3.0-or-later
// The accuracy over the number of samples as a picture: a line with a band for each arm, on a logarithmic
// axis. Pure; equal figures give equal bytes.
#pragma once

#include <span>
#include <string>

#include "engine/transfer/summary.h"

namespace pellucid::engine {

/// SVG 1.1 of 640×400 on a white ground. Medians are the lines, the least and the most over the seeds the
/// bands. `title` may have any characters.
std::string transferSvg(std::span<const SweepCell> cells, std::string_view title);

}  // namespace pellucid::engine
