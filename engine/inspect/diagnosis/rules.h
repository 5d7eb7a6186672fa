// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a diagnosis, each in a file named after it, which describes what raises it, for how long, and
// what clears it. Pure functions. `before` is what the same rule found last time, or null.
#pragma once

#include <optional>
#include <span>

#include "engine/inspect/diagnosis/finding.h"
#include "engine/inspect/diagnosis/run_statistics.h"

namespace pellucid::engine {

using MaybeFinding = std::optional<Finding>;

// From the design and its data, before the first step.
MaybeFinding findFrozenLayers(const RunStatistics& run, const Finding* before);
MaybeFinding findLossMismatch(const RunStatistics& run, const Finding* before);
MaybeFinding findNoBend(const RunStatistics& run, const Finding* before);
MaybeFinding findInputScale(const RunStatistics& run, const Finding* before);
MaybeFinding findTargetScale(const RunStatistics& run, const Finding* before);
MaybeFinding findSameSamples(const RunStatistics& run, const Finding* before);
MaybeFinding findUnbalancedClasses(const RunStatistics& run, const Finding* before);
MaybeFinding findLargeDropout(const RunStatistics& run, const Finding* before);
MaybeFinding findTinyBatchNorm(const RunStatistics& run, const Finding* before);

// From looks.
MaybeFinding findEqualUnits(const RunStatistics& run, const Finding* before);
MaybeFinding findInitialLoss(const RunStatistics& run, const Finding* before);
MaybeFinding findDeadUnits(const RunStatistics& run, const Finding* before);
MaybeFinding findSaturatedUnits(const RunStatistics& run, const Finding* before);
MaybeFinding findVanishing(const RunStatistics& run, const Finding* before);
MaybeFinding findExploding(const RunStatistics& run, const Finding* before);
MaybeFinding findClassNeverPredicted(const RunStatistics& run, const Finding* before);

// From curves.
MaybeFinding findStepsTooLarge(const RunStatistics& run, const Finding* before);
MaybeFinding findStepsTooSmall(const RunStatistics& run, const Finding* before);
MaybeFinding findOverFitting(const RunStatistics& run, const Finding* before);
MaybeFinding findPlateau(const RunStatistics& run, const Finding* before);
MaybeFinding findLearnsNothing(const RunStatistics& run, const Finding* before);

}  // namespace pellucid::engine
