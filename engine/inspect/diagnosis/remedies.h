// SPDX-License-Identifier: GPL-3.0-or-later
// Remedies offered by several rules, and the words and figures that they share. Pure functions.
#pragma once

#include "engine/inspect/diagnosis/finding.h"
#include "engine/inspect/diagnosis/run_statistics.h"

namespace pellucid::engine {

/// Multiplies the learning rate by `factor`, from now on, or from step `step` of the run if given.
Remedy timesRate(const RunStatistics& run, double factor, std::optional<std::int64_t> step = {});
/// The data with +standardise after their name; nothing where they have it already.
std::optional<Remedy> standardised(const RunStatistics& run);
/// The same; also nothing where no input is large.
std::optional<Remedy> standardisedWhereLarge(const RunStatistics& run);
/// Gives the hidden layers in `layers` the activation `to`.
Remedy withActivation(const RunStatistics& run, const std::vector<std::size_t>& layers, Activation to);
/// All weights drawn by this initializer.
Remedy drawnBy(const RunStatistics& run, Initializer initializer);
/// All weights drawn by a usual initializer other than the present one: glorot, or else lecun.
Remedy drawnOtherwise(const RunStatistics& run);

/// "Hidden 2" of the run's network.
Message layerOf(const RunStatistics& run, std::size_t layer);
/// Whether units of this layer are hidden: it is not the output.
bool isHidden(const RunStatistics& run, std::size_t layer);

/// The median |Δw| / |w| over the newest `steps` steps; NaN where none of them was measured.
double newestUpdateRatio(const RunStatistics& run, std::int64_t steps);
/// Steps done since the run began or its settings were changed.
std::int64_t stepsOfSettings(const RunStatistics& run);
/// Whether the loss over the newest 64 steps is no lower than over the 192 before; false before there are
/// that many with these settings.
bool hasStoppedFalling(const RunStatistics& run);

/// The first strip of the whole curve with the present settings; null before there is one.
const CurveStrip* firstStrip(const RunStatistics& run);
/// The norm of the newest gradients as a share of that at the beginning of the run, or of its present
/// settings; NaN where not measured.
double gradientLeft(const RunStatistics& run);

}  // namespace pellucid::engine
