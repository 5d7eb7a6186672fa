// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of the transfer lab's two plots, from the figures of a sweep. Pure functions.
#pragma once

#include <span>

#include "engine/transfer/summary.h"
#include "ui/transfer/arm_plot.h"

namespace pellucid::ui {

/// Accuracy over the steps with this many samples per class: the median of the seeds that have reached a
/// step, and a band from the least to the most.
std::vector<ArmPlot::Line> stepLines(std::span<const engine::ArmCurve> curves,
                                     std::span<const engine::Arm> arms, engine::Index samples);

/// Final accuracy over the number of samples.
std::vector<ArmPlot::Line> sampleLines(std::span<const engine::SweepCell> cells,
                                       std::span<const engine::Arm> arms);

}  // namespace pellucid::ui
