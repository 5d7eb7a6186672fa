// SPDX-License-Identifier: GPL-3.0-or-later
// How robust a network is: its accuracy on test images with increasing noise, blur, shift or loss of
// contrast. Pure functions of const values, any thread.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

enum class Damage {
  Noise,     ///< standard deviation of the noise added to each pixel, which is limited to 0 … 1
  Blur,      ///< standard deviation of the neighbours' weights, in pixels
  Shift,     ///< pixels to the right and down; what moves in is black
  Contrast,  ///< share by which each pixel approaches the image's mean
};

/// Ascending from none; the same number for each kind.
inline constexpr std::size_t kDamageAmounts = 7;
const std::array<double, kDamageAmounts>& damageAmounts(Damage damage);

/// `image` has values from 0 to 1 of that shape, and so has the result. The noise is determined by `seed` and
/// `sample`, and is the same for all amounts except for its size.
Vector damaged(const Vector& image, const Shape& shape, Damage damage, double amount, std::uint64_t seed,
               Index sample);

struct DamageCurve {
  Damage damage = Damage::Noise;
  Index samples = 0;
  std::array<double, kDamageAmounts> accuracies = {};  ///< for each amount, from 0 to 1
};

/// Over the first `samples` test samples, at least one; they are images with classes. Nothing when cancelled.
std::optional<DamageCurve> damageCurve(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset, Damage damage,
                                       Index samples, const Progress& progress = {});

}  // namespace pellucid::engine
