// SPDX-License-Identifier: GPL-3.0-or-later
// Remedies that several rules offer, and the words and figures that they share. Pure functions.
#pragma once

#include "engine/inspect/diagnosis/finding.h"
#include "engine/inspect/diagnosis/run_statistics.h"

namespace pellucid::engine {

/// The learning rate times `factor`, from now on, or from `step` of the run if there is one.
Remedy timesRate(const RunStatistics& run, double factor, std::optional<std::int64_t> step = {});
/// The data with +standardise behind their name; nothing where that is done already.
std::optional<Remedy> standardised(const RunStatistics& run);
/// The same; nothing either where no input is large.
std::optional<Remedy> standardisedWhereLarge(const RunStatistics& run);
/// The hidden layers of `from` with the activation `to`.
Remedy withActivation(const RunStatistics& run, const std::vector<std::size_t>& layers, Activation to);
/// All weights drawn by this initializer.
Remedy drawnBy(const RunStatistics& run, Initializer initializer);
/// All weights drawn by a usual initializer that the run does not have: glorot, or else lecun.
Remedy drawnOtherwise(const RunStatistics& run);

/// "Hidden 2" of the run's network.
Message layerOf(const RunStatistics& run, std::size_t layer);
/// Whether units of this layer are hidden: it is not the output.
bool isHidden(const RunStatistics& run, std::size_t layer);

/// The median |Δw| / |w| of the newest `steps` steps; NaN where none of them was measured.
double newestUpdateRatio(const RunStatistics& run, std::int64_t steps);
/// Steps done since the run began or its settings were changed.
std::int64_t stepsOfSettings(const RunStatistics& run);
/// Whether the newest 64 steps have a loss that is no lower than that of the 192 before; false before there
/// are as many with these settings.
bool hasStoppedFalling(const RunStatistics& run);

/// The first strip of the whole curve with the present settings; null before there is one.
const CurveStrip* firstStrip(const RunStatistics& run);
/// The length of the newest gradients as a share of those at the beginning of the run, or of its present
/// settings; NaN where they were not measured.
double gradientLeft(const RunStatistics& run);

}  // namespace pellucid::engine
