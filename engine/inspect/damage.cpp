// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/damage.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/random.h"
#include "engine/train/targets.h"

namespace pellucid::engine {
namespace {

/// Along one direction: rows, or columns. The weights add up to 1; beyond its edge an image repeats its edge
/// pixels.
Vector blurredAlong(const Vector& image, const Shape& shape, const std::vector<double>& weights,
                    bool isDown) {
  Vector blurred(image.size());
  const auto reach = static_cast<Index>(weights.size() / 2);
  for (Index c = 0; c < shape.channels; ++c)
    for (Index y = 0; y < shape.height; ++y)
      for (Index x = 0; x < shape.width; ++x) {
        double sum = 0;
        for (Index k = -reach; k <= reach; ++k) {
          const Index row = std::clamp<Index>(y + (isDown ? k : 0), 0, shape.height - 1);
          const Index column = std::clamp<Index>(x + (isDown ? 0 : k), 0, shape.width - 1);
          sum += weights[static_cast<std::size_t>(k + reach)] *
                 static_cast<double>(image[c * shape.pixels() + row * shape.width + column]);
        }
        blurred[c * shape.pixels() + y * shape.width + x] = static_cast<Scalar>(sum);
      }
  return blurred;
}

Vector blurred(const Vector& image, const Shape& shape, double deviation) {
  const auto reach = static_cast<Index>(std::ceil(3 * deviation));
  std::vector<double> weights;
  double sum = 0;
  for (Index k = -reach; k <= reach; ++k) {
    const double distance = static_cast<double>(k) / deviation;
    weights.push_back(std::exp(-distance * distance / 2));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return blurredAlong(blurredAlong(image, shape, weights, true), shape, weights, false);
}

Vector shifted(const Vector& image, const Shape& shape, Index by) {
  Vector moved = Vector::Zero(image.size());
  for (Index c = 0; c < shape.channels; ++c)
    for (Index y = by; y < shape.height; ++y)
      for (Index x = by; x < shape.width; ++x)
        moved[c * shape.pixels() + y * shape.width + x] =
            image[c * shape.pixels() + (y - by) * shape.width + x - by];
  return moved;
}

}  // namespace

const std::array<double, kDamageAmounts>& damageAmounts(Damage damage) {
  static constexpr std::array<double, kDamageAmounts> kNoise = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
  static constexpr std::array<double, kDamageAmounts> kBlur = {0, 0.5, 1, 1.5, 2, 3, 4};
  static constexpr std::array<double, kDamageAmounts> kShift = {0, 1, 2, 3, 4, 5, 6};
  static constexpr std::array<double, kDamageAmounts> kContrast = {0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9};
  switch (damage) {
    case Damage::Noise:
      return kNoise;
    case Damage::Blur:
      return kBlur;
    case Damage::Shift:
      return kShift;
    case Damage::Contrast:
      break;
  }
  return kContrast;
}

Vector damaged(const Vector& image, const Shape& shape, Damage damage, double amount, std::uint64_t seed,
               Index sample) {
  check(image.size() == shape.size(), "damaged: the image has another shape");
  if (amount == 0) return image;
  switch (damage) {
    case Damage::Noise: {
      Random random(seed, "damage", static_cast<std::uint64_t>(sample));
      Vector noisy = image;
      for (Scalar& value : noisy)
        value =
            static_cast<Scalar>(std::clamp(static_cast<double>(value) + amount * random.normal(), 0.0, 1.0));
      return noisy;
    }
    case Damage::Blur:
      return blurred(image, shape, amount);
    case Damage::Shift:
      return shifted(image, shape, static_cast<Index>(amount));
    case Damage::Contrast:
      break;
  }
  const Scalar mean = image.mean();
  return (image.array() - mean) * static_cast<Scalar>(1 - amount) + mean;
}

std::optional<DamageCurve> damageCurve(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset, Damage damage,
                                       Index samples, const Progress& progress) {
  constexpr Index kAtOnce = 100;
  check(dataset.shape.isImage() && dataset.hasClasses(), "damageCurve: needs images with classes");
  const Split& test = dataset.test;
  const TargetCoding coding =
      targetCoding(training.loss, network.layer(network.layerCount() - 1).activation(), network.outputs());
  DamageCurve curve{.damage = damage, .samples = std::min(samples, test.size())};
  check(curve.samples > 0, "damageCurve: needs test samples");
  Trace trace;
  for (std::size_t i = 0; i < kDamageAmounts; ++i) {
    Index correct = 0;
    for (Index begin = 0; begin < curve.samples; begin += kAtOnce) {
      if (progress.isCancelled()) return std::nullopt;
      progress.tell(i * static_cast<std::size_t>(curve.samples) + static_cast<std::size_t>(begin),
                    kDamageAmounts * static_cast<std::size_t>(curve.samples));
      const Index count = std::min(kAtOnce, curve.samples - begin);
      trace.input.resize(dataset.inputs(), count);
      for (Index n = 0; n < count; ++n) {
        // Pixels are damaged as seen, and then scaled again.
        Matrix image = sample(test, dataset.inputs(), begin + n);
        unscale(dataset.scaling.inputs, image);
        image = damaged(image.col(0), dataset.shape, damage, damageAmounts(damage)[i], 1, begin + n);
        scale(dataset.scaling.inputs, image);
        trace.input.col(n) = image.col(0);
      }
      network.forward(weights, trace);
      for (Index n = 0; n < count; ++n)
        correct += answer(trace.output(), n, coding.middle()) ==
                   static_cast<Index>(test.labels[static_cast<std::size_t>(begin + n)]);
    }
    curve.accuracies[i] = static_cast<double>(correct) / static_cast<double>(curve.samples);
  }
  return curve;
}

}  // namespace pellucid::engine
