// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/step_lens.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "engine/base/check.h"
#include "engine/inspect/lens/fixed_samples.h"

namespace pellucid::engine {
namespace {

/// NaN counts as the worst.
double comparable(double loss) {
  return std::isnan(loss) ? std::numeric_limits<double>::infinity() : loss;
}

/// The minimum of a curve between two rates around a point that is lower than both, by golden-section search
/// in the logarithm of the rate.
std::pair<double, double> refined(const std::function<double(double)>& lossAt, double low, double high) {
  constexpr int kSections = 18;  // the ratio of the ends comes down to about 1.0002
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double a = std::log(low);
  double b = std::log(high);
  double left = b - golden * (b - a);
  double right = a + golden * (b - a);
  double atLeft = lossAt(std::exp(left));
  double atRight = lossAt(std::exp(right));
  for (int i = 0; i < kSections; ++i)
    if (atLeft <= atRight) {
      b = std::exchange(right, left);
      atRight = atLeft;
      left = b - golden * (b - a);
      atLeft = lossAt(std::exp(left));
    } else {
      a = std::exchange(left, right);
      atLeft = atRight;
      right = a + golden * (b - a);
      atRight = lossAt(std::exp(right));
    }
  return atLeft <= atRight ? std::pair(std::exp(left), atLeft) : std::pair(std::exp(right), atRight);
}

}  // namespace

Vector ownWay(const StepTrace& step) {
  Vector weights = step.before.weights;
  OptimizerState optimizer = step.before.optimizer;
  UpdateRule rule = step.rule;
  rule.learningRate = 1;
  for (std::size_t i = 0; i < step.network->layerCount(); ++i)
    if (!isFrozen(step, i))
      update(rule.withRateTimes(step.experiment.network.layers[i].rateFactor), i,
             step.network->layerOffset(i), step.network->layer(i).learnedCount(), step.gradient, weights,
             optimizer);
  return weights - step.before.weights;
}

Vector gradientWay(const StepTrace& step) {
  return -step.gradient;
}

std::optional<StepLens> lensOf(const StepTrace& step, std::span<const std::uint32_t> testSamples,
                               const LensRange& range, const Progress& progress) {
  check(range.points >= 3 && range.from > 0 && range.to > range.from, "lensOf: a range that rises");
  if (step.diverged) return std::nullopt;
  StepLens lens{.rate = step.rule.learningRate};
  const double around = lens.rate > 0 ? lens.rate : step.experiment.training.learningRate;
  for (int i = 0; i < range.points; ++i)
    lens.rates.push_back(around * range.from *
                         std::pow(range.to / range.from, i / static_cast<double>(range.points - 1)));
  FixedSamples batch(step);
  std::optional<FixedSamples> test;
  if (!testSamples.empty())
    test.emplace(*step.network, step.experiment, *step.dataset, step.dataset->test, testSamples);
  lens.batchSize = batch.size();
  lens.testSize = test ? test->size() : 0;

  const Vector& weights = step.before.weights;
  Vector there;
  std::size_t done = 0;
  lens.batchNow = batch.loss(weights);
  for (const bool isOwn : {true, false}) {
    const Vector way = isOwn ? ownWay(step) : gradientWay(step);
    LensCurve& curve = isOwn ? lens.own : lens.gradient;
    const auto lossAt = [&](double rate) {
      there = weights + static_cast<Scalar>(rate) * way;
      return comparable(batch.loss(there));
    };
    for (const double rate : lens.rates) {
      if (progress.isCancelled()) return std::nullopt;
      progress.tell(done++, 2 * lens.rates.size());
      curve.batch.push_back(lossAt(rate));
      if (test) curve.test.push_back(comparable(test->loss(there)));
    }
    const auto least = std::ranges::min_element(curve.batch) - curve.batch.begin();
    const auto place = static_cast<std::size_t>(least);
    curve.best = lens.rates[place];
    curve.least = curve.batch[place];
    if (place > 0 && place + 1 < lens.rates.size()) {
      const auto [rate, loss] = refined(lossAt, lens.rates[place - 1], lens.rates[place + 1]);
      if (loss < curve.least) std::tie(curve.best, curve.least) = std::pair(rate, loss);
    }
    if (isOwn) {
      lens.batchThen = lossAt(lens.rate);
      lens.testNow = test ? test->loss(weights) : std::numeric_limits<double>::quiet_NaN();
      lens.testThen = test ? test->loss(there) : std::numeric_limits<double>::quiet_NaN();
    }
  }
  return lens;
}

RateVerdict verdictOf(const StepLens& lens) {
  constexpr double kLeastFall = 1e-6;  // of the loss: smaller differences are rounding errors
  const double fall = lens.batchNow - lens.own.least;
  if (!(fall > kLeastFall * std::max(std::abs(lens.batchNow), 1e-3))) return RateVerdict::NoWayDown;
  const double gained = (lens.batchNow - lens.batchThen) / fall;
  if (lens.rate > lens.own.best) return gained < 0.8 ? RateVerdict::TooLarge : RateVerdict::Right;
  if (!(gained >= 0)) return RateVerdict::TooLarge;
  return gained < 0.1 ? RateVerdict::TooSmall : RateVerdict::Right;
}

}  // namespace pellucid::engine
