// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/ascent.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

/// s(x) and ds/dx.
struct Excited {
  double value = 0;
  Vector slope;
};

Excited excite(const Network& network, const Vector& weights, const AscentAim& aim, const Vector& x,
               bool wantsSlope) {
  Trace trace;
  trace.input = x;
  passThrough(network, weights, 0, aim.layer, trace.input, trace);
  const Layer& layer = network.layer(aim.layer);
  const LayerTrace& of = trace.layers[aim.layer];
  const Matrix& values = layer.hasActivation() ? of.z : of.a;
  Excited result;
  result.value = values.col(0).segment(aim.first, aim.count).template cast<double>().sum() /
                 static_cast<double>(aim.count);
  if (!wantsSlope) return result;
  Matrix delta = Matrix::Zero(layer.outputs(), 1);
  delta.middleRows(aim.first, aim.count).setConstant(Scalar(1) / static_cast<Scalar>(aim.count));
  result.slope = inputGradient(network, weights, aim.layer, delta, trace).col(0);
  return result;
}

/// Calls use(i, j) for each pair of neighbours.
template <class Use>
void forNeighbours(const Shape& shape, const Use& use) {
  for (Index channel = 0; channel < shape.channels; ++channel)
    for (Index y = 0; y < shape.height; ++y)
      for (Index x = 0; x < shape.width; ++x) {
        const Index i = channel * shape.pixels() + y * shape.width + x;
        if (x + 1 < shape.width) use(i, i + 1);
        if (y + 1 < shape.height) use(i, i + shape.width);
      }
}

void note(const Network& network, const Vector& weights, const AscentAim& aim, const AscentSettings& settings,
          Ascent& ascent) {
  const double value = excite(network, weights, aim, ascent.x, false).value;
  ascent.excited.push_back(value);
  ascent.reached.push_back(value - penalty(ascent.x, network.inputShape(), settings));
}

}  // namespace

double penalty(const Vector& x, const Shape& shape, const AscentSettings& settings) {
  double sum = settings.decay * x.cast<double>().squaredNorm();
  if (settings.smoothness > 0 && shape.isImage())
    forNeighbours(shape, [&](Index i, Index j) {
      const double difference = static_cast<double>(x[i]) - static_cast<double>(x[j]);
      sum += settings.smoothness * difference * difference;
    });
  return sum / 2;
}

Vector penaltyGradient(const Vector& x, const Shape& shape, const AscentSettings& settings) {
  Vector gradient = static_cast<Scalar>(settings.decay) * x;
  if (settings.smoothness > 0 && shape.isImage())
    forNeighbours(shape, [&](Index i, Index j) {
      const Scalar pull = static_cast<Scalar>(settings.smoothness) * (x[i] - x[j]);
      gradient[i] += pull;
      gradient[j] -= pull;
    });
  return gradient;
}

Ascent beginAscent(const Network& network, const Vector& weights, const AscentAim& aim,
                   const AscentSettings& settings, const Vector& start) {
  check(aim.layer < network.layerCount() && aim.first >= 0 && aim.count > 0 &&
            aim.first + aim.count <= network.layer(aim.layer).outputs(),
        "beginAscent: no such unit");
  check(start.size() == network.inputs() && aim.low.size() == start.size() && aim.high.size() == start.size(),
        "beginAscent: a start and limits for each input");
  Ascent ascent;
  ascent.x = start.cwiseMax(aim.low).cwiseMin(aim.high);
  note(network, weights, aim, settings, ascent);
  return ascent;
}

void climb(const Network& network, const Vector& weights, const AscentAim& aim,
           const AscentSettings& settings, Ascent& ascent) {
  if (ascent.isFlat || ascent.step() >= settings.steps) return;
  const Shape& shape = network.inputShape();
  const Vector slope =
      excite(network, weights, aim, ascent.x, true).slope - penaltyGradient(ascent.x, shape, settings);
  const double size = std::sqrt(slope.cast<double>().squaredNorm() / static_cast<double>(slope.size()));
  if (!(size > 0) || !std::isfinite(size)) {
    ascent.isFlat = true;
    return;
  }
  const double left = 1 - static_cast<double>(ascent.step()) / static_cast<double>(settings.steps);
  ascent.x += static_cast<Scalar>(settings.stepSize * left / size) * slope;
  ascent.x = ascent.x.cwiseMax(aim.low).cwiseMin(aim.high);
  note(network, weights, aim, settings, ascent);
}

Vector noiseBetween(const Vector& low, const Vector& high, std::uint64_t seed) {
  Random random(seed, "ascent");
  Vector x(low.size());
  for (Index i = 0; i < x.size(); ++i) {
    const double share = (1 + random.uniform()) / 3;
    x[i] = static_cast<Scalar>(static_cast<double>(low[i]) +
                               share * (static_cast<double>(high[i]) - static_cast<double>(low[i])));
  }
  return x;
}

}  // namespace pellucid::engine
