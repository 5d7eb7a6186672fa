// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of a transfer experiment as CSV: arm, samples_per_class, seed, step, target_accuracy,
// source_accuracy, trainable_parameters, ms_per_step. Pure.
#pragma once

#include <span>
#include <string>

#include "engine/transfer/sweep.h"

namespace pellucid::engine {

/// A header and one row per point. Accuracies are 0 … 1, as the shortest text that reads back as the same
/// number; an unknown source accuracy is empty. ms_per_step is the median over the curve's steps, the same in
/// all its rows: the only column in which two runs of one experiment differ, so it is empty without
/// `withTimes`.
std::string transferCsv(std::span<const ArmCurve> curves, bool withTimes);

}  // namespace pellucid::engine
