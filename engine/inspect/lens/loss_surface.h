// SPDX-License-Identifier: GPL-3.0-or-later
// The loss over two directions in weight space, as a height map, and where a course of training is in it
// (after Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018). Pure functions of const values,
// any thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/lens/fixed_samples.h"

namespace pellucid::engine {

/// The point (a, b) has the weights origin + a · across + b · up; both directions have length 1 and are
/// orthogonal, so that distances in the map are distances of the weights.
struct WeightPlane {
  Vector origin;
  Vector across;
  Vector up;

  Vector at(double a, double b) const;
  /// The orthogonal projection of the weights onto the plane.
  Eigen::Vector2d placeOf(const Vector& weights) const;
  /// Their distance from the plane.
  double distanceOf(const Vector& weights) const;
};

/// `across` is the direction from the first state of a way to the last, and `up` is orthogonal to it in the
/// direction in which the states in between deviate most; the origin is the last. Statistics of batch norm
/// stay as they are there. Nothing where the way leads nowhere; where it is straight, `up` is a direction
/// determined by the seed.
std::optional<WeightPlane> planeOfWay(const Network& network, const std::vector<const Vector*>& way,
                                      std::uint64_t seed);
/// Around the weights before a step: against its gradient, and along the component of the optimizer's own
/// step orthogonal to that. Nothing where the gradient is 0; where both have the same direction, `up` is
/// determined by the seed.
std::optional<WeightPlane> planeOfStep(const StepTrace& step);

struct SurfaceFrame {
  double left = -1;
  double right = 1;
  double bottom = -1;
  double top = 1;
  friend bool operator==(const SurfaceFrame&, const SurfaceFrame&) = default;
};
/// The smallest frame around these places, with a margin of `around` times its width; never flat: it is at
/// least half as high as it is wide, and vice versa.
SurfaceFrame frameAround(const std::vector<Eigen::Vector2d>& places, double around = 0.35);

struct LossSurface {
  SurfaceFrame frame;
  Index columns = 0;
  Index rows = 0;
  /// Row by row from the top, at the centres of equal fields of the frame. NaN where the loss is not a
  /// number.
  std::vector<double> losses = {};
  double lossAt(Index row, Index column) const {
    return losses[static_cast<std::size_t>(row * columns + column)];
  }
  /// The point of the plane at the centre of that field.
  Eigen::Vector2d middleOf(Index row, Index column) const;
};

/// Nothing when cancelled.
std::optional<LossSurface> lossSurface(const WeightPlane& plane, const SurfaceFrame& frame, Index columns,
                                       Index rows, FixedSamples& samples, const Progress& progress = {});

}  // namespace pellucid::engine
