// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/rate_finder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

/// Slope of equidistant points, by least squares.
double slopeOf(const std::vector<double>& values, std::size_t first, std::size_t last) {
  const double middle = static_cast<double>(last - first) / 2;
  double products = 0;
  double squares = 0;
  for (std::size_t i = first; i <= last; ++i) {
    const double x = static_cast<double>(i - first) - middle;
    products += x * values[i];
    squares += x * x;
  }
  return products / squares;
}

struct LossSpread {
  double mean = 0;
  double deviation = 0;
};

LossSpread spreadOfLosses(std::span<const double> values) {
  LossSpread spread;
  for (const double value : values) spread.mean += value / static_cast<double>(values.size());
  for (const double value : values)
    spread.deviation += (value - spread.mean) * (value - spread.mean) / static_cast<double>(values.size());
  spread.deviation = std::sqrt(spread.deviation);
  return spread;
}

/// Number of rates that are too small to change anything: a quarter.
std::size_t tooSmallRates(const RateRamp& ramp) {
  return static_cast<std::size_t>(std::max<std::int64_t>(ramp.steps / 4, 1));
}

}  // namespace

void mark(RateCurve& curve) {
  curve.steepest = curve.valley = std::nullopt;
  const std::vector<double>& losses = curve.smoothed;
  constexpr std::size_t kHalf = 4;  // of the section whose slope is calculated
  const std::size_t quarter = losses.size() / 4;
  if (quarter < 2 * kHalf) return;
  const auto valley = static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin());
  // The smallest rates change nothing, so they show how much batches differ by chance. A ramp that broke off
  // has fewer: a quarter of the measured ones.
  const LossSpread start = spreadOfLosses(std::span(curve.losses).first(quarter));
  constexpr double kOfMean = 4.4;  // a mean over such a curve varies this many times less, for smoothing 0.9
  constexpr double kTimes = 3;
  constexpr double kLeastFall = 0.02;
  const double fall = start.mean - losses[valley];
  if (fall < kTimes * start.deviation / kOfMean || fall < kLeastFall * start.mean) return;
  curve.valley = curve.rates[valley];
  double least = 0;
  for (std::size_t i = 2 * kHalf; i <= std::min(valley, losses.size() - 1 - kHalf); ++i)
    if (const double slope = slopeOf(losses, i - kHalf, i + kHalf); slope < least) {
      least = slope;
      curve.steepest = curve.rates[i];
    }
}

Result<RateCurve> findRate(const Experiment& experiment, const DatasetPtr& dataset, const RunState& state,
                           const RateRamp& ramp, const Progress& progress) {
  check(ramp.steps >= 2 && ramp.least > 0 && ramp.most > ramp.least, "findRate: a ramp that rises");
  Experiment tried = experiment;
  tried.training.schedule = {};
  tried.training.stopping = {};
  auto trainer = Trainer::create(tried, dataset);
  if (!trainer) return trainer.error();
  RunState copy = state;
  copy.plateau = {};
  copy.stopping = {};
  if (auto restored = trainer->restore(std::move(copy)); !restored) return restored.error();

  RateCurve curve;
  const double factor = std::pow(ramp.most / ramp.least, 1 / static_cast<double>(ramp.steps - 1));
  double rate = ramp.least;
  double mean = 0;
  double weight = 0;
  double least = std::numeric_limits<double>::infinity();
  // By how much batches differ before a rate is large enough to matter. With a trained network, one batch can
  // have a thousand times the loss of the previous one.
  std::optional<double> chance;
  // One step more, because a batch shows the effect of the step before it.
  for (std::int64_t i = 0; i <= ramp.steps && !progress.isCancelled(); ++i) {
    trainer->setLearningRate(rate);
    const auto result = trainer->step();
    if (std::holds_alternative<Diverged>(result)) {
      curve.isBroken = true;
      break;
    }
    if (i > 0) {
      const double loss = std::get<Metrics>(result).loss;
      mean = ramp.smoothing * mean + (1 - ramp.smoothing) * loss;
      weight = ramp.smoothing * weight + (1 - ramp.smoothing);
      curve.rates.push_back(rate / factor);
      curve.losses.push_back(loss);
      curve.smoothed.push_back(mean / weight);
      least = std::min(least, curve.smoothed.back());
      if (const std::size_t few = tooSmallRates(ramp); curve.losses.size() == few)
        chance = spreadOfLosses(curve.losses).deviation;
      if (chance && curve.smoothed.back() > ramp.tooHigh * std::max(least, *chance)) {
        curve.isBroken = true;
        break;
      }
    }
    rate *= factor;
    progress.tell(static_cast<std::size_t>(i), static_cast<std::size_t>(ramp.steps));
  }
  mark(curve);
  return curve;
}

}  // namespace pellucid::engine
