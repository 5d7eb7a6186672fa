// SPDX-License-Identifier: GPL-3.0-or-later
// How well a layer separates what the network should distinguish, as one number: a linear map is fitted to
// the points of half of the samples, and tested on the other half. Pure functions of const values, any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/base/numeric.h"
#include "engine/base/progress.h"

namespace pellucid::engine {

struct LinearProbe {
  /// For classes the share of correct answers, for numbers R², both on the half that was not fitted.
  double score = 0;
  Index fitted = 0;  ///< number of samples
  Index right = 0;   ///< for classes; among those tested
  Index asked = 0;
};

/// The ridge as a share of the mean variance of the points.
inline constexpr double kProbeRidge = 0.1;

/// Ridge regression of y (O×N: 1 in the row of its class and 0 elsewhere, or numbers) from points (D×N) with
/// a bias: W minimises Σ |W (x - mean) + mean y - y|² + λ |W|², where λ = kProbeRidge · n · the mean variance
/// of a coordinate, over the first n = ⌈N/2⌉ samples. Then predicts the class of the largest output, or the
/// numbers, for the others. Nothing where there are fewer than 2 samples, points are not finite, or numbers
/// do not vary, and when cancelled.
std::optional<LinearProbe> probeClasses(const Matrix& points, std::span<const std::uint8_t> labels,
                                        Index classes, const Progress& progress = {});
std::optional<LinearProbe> probeNumbers(const Matrix& points, const Matrix& targets,
                                        const Progress& progress = {});

}  // namespace pellucid::engine
