// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a sweep as a picture: the accuracy over the number of samples on a logarithmic axis, and for
// each number of samples the accuracy over the steps; a line with a band for each arm. Pure; equal figures
// give equal bytes.
#pragma once

#include <span>
#include <string>

#include "engine/base/message.h"
#include "engine/transfer/summary.h"

namespace pellucid::engine {

/// SVG 1.1 on a white ground, plots of 640×400 in two columns. Lines are medians, bands range from the
/// minimum to the maximum over the seeds. `title` can contain any characters. `translate` as in
/// Message::textBy(); in English without it.
std::string transferSvg(std::span<const SweepCell> cells, std::span<const ArmCurve> curves,
                        std::string_view title, const Message::Translate& translate = {});

}  // namespace pellucid::engine
