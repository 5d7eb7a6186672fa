// SPDX-License-Identifier: GPL-3.0-or-later
// How much damage a network stands: its accuracy over test images that are made noisy, blurred, moved or
// paler by more and more. Pure functions of const values, any thread.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

enum class Damage {
  Noise,     ///< the standard deviation of what is added to each pixel, which stays from 0 to 1
  Blur,      ///< the standard deviation of the weights of the neighbours, in pixels
  Shift,     ///< to the right and down by so many pixels each; what comes in is black
  Contrast,  ///< the share of its distance from the image's mean that each pixel loses
};

/// From none on, growing; as many for each kind.
inline constexpr std::size_t kDamageAmounts = 7;
const std::array<double, kDamageAmounts>& damageAmounts(Damage damage);

/// `image` has values from 0 to 1 of that shape, and so has what becomes of it. The noise follows from `seed`
/// and `sample`, and is the same for all amounts but for its size.
Vector damaged(const Vector& image, const Shape& shape, Damage damage, double amount, std::uint64_t seed,
               Index sample);

struct DamageCurve {
  Damage damage = Damage::Noise;
  Index samples = 0;
  std::array<double, kDamageAmounts> accuracies = {};  ///< for each of the amounts, from 0 to 1
};

/// Over the first `samples` test samples, of which there must be one; they are images with classes. Nothing
/// when it was cancelled.
std::optional<DamageCurve> damageCurve(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset, Damage damage,
                                       Index samples, const Progress& progress = {});

}  // namespace pellucid::engine
