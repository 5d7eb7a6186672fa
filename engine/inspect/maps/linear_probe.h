// SPDX-License-Identifier: GPL-3.0-or-later
// How well a layer separates what the network should tell apart, as one number: a linear map is fitted to the
// points of half of the samples, and asked about the other half. Pure functions of const values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/numeric.h"
#include "engine/base/progress.h"

namespace pellucid::engine {

struct LinearProbe {
  /// Of classes the share of right answers, of numbers R², both of the half that was not fitted.
  double score = 0;
  Index fitted = 0;  ///< samples
  Index right = 0;   ///< of classes; of those asked
  Index asked = 0;
};

/// The share of the mean variance of the points that the ridge is as large as.
inline constexpr double kProbeRidge = 0.1;

/// Ridge regression of y (O×N: 1 in the row of its class and 0 elsewhere, or numbers) from points (D×N) with
/// a bias: W makes Σ |W (x - mean) + mean y - y|² + λ |W|² least, where λ = kProbeRidge · n · the mean
/// variance of a coordinate, over the first n = ⌈N/2⌉ samples. Then the class of the largest output, or the
/// numbers, of the others. Nothing where there are fewer than 2 samples, points are not finite, or numbers
/// do not vary, and when it was cancelled.
std::optional<LinearProbe> probeClasses(const Matrix& points, std::span<const std::uint8_t> labels,
                                        Index classes, const Progress& progress = {});
std::optional<LinearProbe> probeNumbers(const Matrix& points, const Matrix& targets,
                                        const Progress& progress = {});

}  // namespace pellucid::engine
