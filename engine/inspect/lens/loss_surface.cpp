// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/loss_surface.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/random.h"
#include "engine/inspect/lens/step_lens.h"

namespace pellucid::engine {
namespace {

/// Sums over many weights.
double dot(const Vector& a, const Vector& b) {
  return a.cast<double>().dot(b.cast<double>());
}

/// The direction with 0 for all parameters without a gradient.
Vector learnedPart(const Network& network, Vector way) {
  for (const Tensor& tensor : network.tensors())
    if (!tensor.isLearned) way.segment(tensor.offset, tensor.size()).setZero();
  return way;
}

/// Normalised to length 1; nothing for a zero vector.
std::optional<Vector> unit(const Vector& way) {
  const double length = std::sqrt(dot(way, way));
  if (!(length > 0) || !std::isfinite(length)) return std::nullopt;
  return Vector(way * static_cast<Scalar>(1 / length));
}

/// The normalised component of a way orthogonal to a direction of length 1; nothing where only rounding
/// errors are left.
std::optional<Vector> beside(const Vector& way, const Vector& direction) {
  constexpr double kRoundings = 1e-5;
  const Vector rest = way - direction * static_cast<Scalar>(dot(way, direction));
  if (!(dot(rest, rest) > kRoundings * kRoundings * dot(way, way))) return std::nullopt;
  const auto once = unit(rest);
  if (!once) return std::nullopt;
  return unit(*once - direction * static_cast<Scalar>(dot(*once, direction)));  // again: rounding
}

/// A direction independent of the weights.
Vector anyDirection(const Network& network, const Vector& across, std::uint64_t seed) {
  Random random(seed, "surface");
  Vector way(across.size());
  for (Index i = 0; i < way.size(); ++i) way[i] = static_cast<Scalar>(random.normal());
  return beside(learnedPart(network, std::move(way)), across).value_or(Vector::Zero(across.size()));
}

}  // namespace

Vector WeightPlane::at(double a, double b) const {
  return origin + static_cast<Scalar>(a) * across + static_cast<Scalar>(b) * up;
}

Eigen::Vector2d WeightPlane::placeOf(const Vector& weights) const {
  const Vector away = weights - origin;
  return {dot(away, across), dot(away, up)};
}

double WeightPlane::distanceOf(const Vector& weights) const {
  const Eigen::Vector2d place = placeOf(weights);
  const Vector away = weights - at(place[0], place[1]);
  return std::sqrt(dot(away, away));
}

std::optional<WeightPlane> planeOfWay(const Network& network, const std::vector<const Vector*>& way,
                                      std::uint64_t seed) {
  check(!way.empty(), "planeOfWay: a way has states");
  WeightPlane plane{.origin = *way.back(), .across = {}, .up = {}};
  const auto across = unit(learnedPart(network, *way.back() - *way.front()));
  if (!across) return std::nullopt;
  plane.across = *across;
  // The main direction of the states' deviations, from their products with each other: there are far fewer of
  // them than weights.
  std::vector<Vector> strays;
  for (const Vector* state : way) {
    Vector stray = learnedPart(network, *state - plane.origin);
    stray -= plane.across * static_cast<Scalar>(dot(stray, plane.across));
    strays.push_back(std::move(stray));
  }
  const auto count = static_cast<Index>(strays.size());
  Eigen::MatrixXd products(count, count);
  for (Index i = 0; i < count; ++i)
    for (Index j = 0; j <= i; ++j)
      products(i, j) = products(j, i) =
          dot(strays[static_cast<std::size_t>(i)], strays[static_cast<std::size_t>(j)]);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
  Vector most = Vector::Zero(plane.across.size());
  for (Index i = 0; i < count; ++i)
    most += strays[static_cast<std::size_t>(i)] * static_cast<Scalar>(solver.eigenvectors()(i, count - 1));
  const double length = std::sqrt(dot(*way.front() - *way.back(), *way.front() - *way.back()));
  const bool isStraight = !(std::sqrt(dot(most, most)) > 1e-5 * length);
  plane.up = isStraight ? anyDirection(network, plane.across, seed)
                        : beside(most, plane.across).value_or(anyDirection(network, plane.across, seed));
  // Up is the side to which the states deviate.
  double sum = 0;
  for (const Vector& stray : strays) sum += dot(stray, plane.up);
  if (sum < 0) plane.up = -plane.up;
  return plane;
}

std::optional<WeightPlane> planeOfStep(const StepTrace& step) {
  const auto across = unit(gradientWay(step));
  if (!across) return std::nullopt;
  WeightPlane plane{.origin = step.before.weights, .across = *across, .up = {}};
  plane.up = beside(ownWay(step), plane.across)
                 .value_or(anyDirection(*step.network, plane.across, step.experiment.seed));
  return plane;
}

SurfaceFrame frameAround(const std::vector<Eigen::Vector2d>& places, double around) {
  check(!places.empty(), "frameAround: no places");
  SurfaceFrame frame{
      .left = places[0][0], .right = places[0][0], .bottom = places[0][1], .top = places[0][1]};
  for (const Eigen::Vector2d& place : places) {
    frame.left = std::min(frame.left, place[0]);
    frame.right = std::max(frame.right, place[0]);
    frame.bottom = std::min(frame.bottom, place[1]);
    frame.top = std::max(frame.top, place[1]);
  }
  const double longer = std::max({frame.right - frame.left, frame.top - frame.bottom, 1e-12});
  const auto widen = [&](double& low, double& high) {
    const double size = std::max(high - low, longer / 2) * (1 + 2 * around);
    const double middle = (low + high) / 2;
    low = middle - size / 2;
    high = middle + size / 2;
  };
  widen(frame.left, frame.right);
  widen(frame.bottom, frame.top);
  return frame;
}

Eigen::Vector2d LossSurface::middleOf(Index row, Index column) const {
  const double x = (static_cast<double>(column) + 0.5) / static_cast<double>(columns);
  const double y = (static_cast<double>(row) + 0.5) / static_cast<double>(rows);
  return {frame.left + x * (frame.right - frame.left), frame.top - y * (frame.top - frame.bottom)};
}

std::optional<LossSurface> lossSurface(const WeightPlane& plane, const SurfaceFrame& frame, Index columns,
                                       Index rows, FixedSamples& samples, const Progress& progress) {
  check(columns > 0 && rows > 0, "lossSurface: no fields");
  LossSurface surface{.frame = frame, .columns = columns, .rows = rows};
  surface.losses.reserve(static_cast<std::size_t>(columns * rows));
  for (Index row = 0; row < rows; ++row)
    for (Index column = 0; column < columns; ++column) {
      if (progress.isCancelled()) return std::nullopt;
      progress.tell(surface.losses.size(), static_cast<std::size_t>(columns * rows));
      const Eigen::Vector2d place = surface.middleOf(row, column);
      const double loss = samples.loss(plane.at(place[0], place[1]));
      surface.losses.push_back(std::isfinite(loss) ? loss : std::numeric_limits<double>::quiet_NaN());
    }
  return surface;
}

}  // namespace pellucid::engine
