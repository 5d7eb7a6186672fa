// SPDX-License-Identifier: GPL-3.0-or-later
// The loss over two directions in the space of the weights, as a height map, and where a way of training lies
// in it (after Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018). Pure functions of const
// values, any thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/lens/fixed_samples.h"

namespace pellucid::engine {

/// The point (a, b) are the weights origin + a · across + b · up; both directions have the length 1 and stand
/// upright on each other, so that distances in the map are distances of the weights.
struct WeightPlane {
  Vector origin;
  Vector across;
  Vector up;

  Vector at(double a, double b) const;
  /// Where the weights lie when they are seen from straight above.
  Eigen::Vector2d placeOf(const Vector& weights) const;
  /// How far above or below the plane they lie.
  double distanceOf(const Vector& weights) const;
};

/// From the first state of a way towards the last, and across that in the direction in which the states
/// between stray most; the origin is the last. Statistics of batch norm stay as they are there. Nothing where
/// the way goes nowhere; where it is straight, `up` is a direction that follows from the seed.
std::optional<WeightPlane> planeOfWay(const Network& network, const std::vector<const Vector*>& way,
                                      std::uint64_t seed);
/// Around the weights before a step: against its gradient, and along what the optimizer's own step adds to
/// that. Nothing where the gradient is 0; where both are the same, `up` follows from the seed.
std::optional<WeightPlane> planeOfStep(const StepTrace& step);

struct SurfaceFrame {
  double left = -1;
  double right = 1;
  double bottom = -1;
  double top = 1;
  friend bool operator==(const SurfaceFrame&, const SurfaceFrame&) = default;
};
/// The smallest frame around these places, with room around it that is `around` times as wide; never flat: it
/// is at least half as high as it is wide, and the other way.
SurfaceFrame frameAround(const std::vector<Eigen::Vector2d>& places, double around = 0.35);

struct LossSurface {
  SurfaceFrame frame;
  Index columns = 0;
  Index rows = 0;
  /// Row by row from the top, at the middles of as many equal fields of the frame. NaN where the loss is no
  /// number.
  std::vector<double> losses = {};
  double lossAt(Index row, Index column) const {
    return losses[static_cast<std::size_t>(row * columns + column)];
  }
  /// The point of the plane in whose field that is measured.
  Eigen::Vector2d middleOf(Index row, Index column) const;
};

/// Nothing when it was cancelled.
std::optional<LossSurface> lossSurface(const WeightPlane& plane, const SurfaceFrame& frame, Index columns,
                                       Index rows, FixedSamples& samples, const Progress& progress = {});

}  // namespace pellucid::engine
