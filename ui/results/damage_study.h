// SPDX-License-Identifier: GPL-3.0-or-later
// How a network withstands damage of each kind, and its answers to one image with more and more of it. A pure
// function of const values, for a worker.
#pragma once

#include <QImage>
#include <array>
#include <memory>

#include "engine/inspect/damage.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

inline constexpr std::array kDamages = {engine::Damage::Noise, engine::Damage::Blur, engine::Damage::Shift,
                                        engine::Damage::Contrast};

/// One image with this amount of damage.
struct DamagedImage {
  engine::Vector values;  ///< as the network's input, before any scaling
  QImage picture;
  engine::Index answered = 0;
  double certainty = 0;
};

struct DamageStudy {
  engine::DatasetPtr dataset;
  std::int64_t step = 0;
  engine::Index sample = 0;  ///< index of the test sample in the pictures
  std::array<engine::DamageCurve, kDamages.size()> curves;
  std::array<std::array<DamagedImage, engine::kDamageAmounts>, kDamages.size()> images;
};
using DamageStudyPtr = std::shared_ptr<const DamageStudy>;

inline constexpr engine::Index kDamageSamples = 1000;

/// Whether there is something to measure: images with classes, and test samples.
bool canBeDamaged(const engine::Dataset& dataset);

/// Null when it was cancelled. The data must be damageable.
DamageStudyPtr studyDamage(const Moment& moment, engine::Index sample, const engine::Progress& progress);

}  // namespace pellucid::ui
