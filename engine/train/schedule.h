// SPDX-License-Identifier: GPL-3.0-or-later
// How the learning rate changes during a run. The definitions are PyTorch's (StepLR, ExponentialLR,
// CosineAnnealingLR, ReduceLROnPlateau by whole epochs, OneCycleLR by steps); a linear warm-up by steps can
// precede any of them. Pure functions of the step, so that a resumed run has the same rate as an
// uninterrupted one.
#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "engine/base/enum_names.h"

namespace pellucid::engine {

/// lr at epoch e or step s, both counted from 0, from the base rate lr0.
enum class ScheduleKind {
  Constant,     ///< lr0
  Step,         ///< lr0 · factor^floor(e / every)
  Exponential,  ///< lr0 · factor^e
  Cosine,       ///< floor + (lr0 - floor) (1 + cos(π e / epochs)) / 2; floor after e = epochs
  Plateau,      ///< · factor after more than `patience` epochs without a better test loss, not below `floor`
  /// L. N. Smith and N. Topin, "Super-Convergence" (2018), in the two phases of PyTorch's OneCycleLR with
  /// cosines: with S = epochs · steps of an epoch and the peak at step p = rise · S - 1, from a = factor ·
  /// lr0 up to b = lr0:     b + (a - b) (1 + cos(π s / p)) / 2                  while s ≤ p, and from b = lr0
  /// down to c = floor:      c + (b - c) (1 + cos(π (s - p) / (S - 1 - p))) / 2  until s = S - 1; floor after
  /// that.
  OneCycle,
};

template <>
inline constexpr std::array kEnumNames<ScheduleKind> = {
    EnumName<ScheduleKind>{ScheduleKind::Constant, "constant"},
    EnumName<ScheduleKind>{ScheduleKind::Step, "step"},
    EnumName<ScheduleKind>{ScheduleKind::Exponential, "exponential"},
    EnumName<ScheduleKind>{ScheduleKind::Cosine, "cosine"},
    EnumName<ScheduleKind>{ScheduleKind::Plateau, "plateau"},
    EnumName<ScheduleKind>{ScheduleKind::OneCycle, "one-cycle"},
};

/// Fields that a kind does not use keep their defaults.
struct Schedule {
  ScheduleKind kind = ScheduleKind::Constant;
  std::int64_t warmupSteps =
      0;  ///< ≥ 0: step s, counted from 0, takes the share (s + 1) / warmupSteps of the rate
  std::int64_t every = 1;      ///< Step: epochs, ≥ 1
  double factor = 0.1;         ///< Step, Exponential, Plateau, OneCycle: 0 < factor ≤ 1
  std::int64_t epochs = 10;    ///< Cosine: length of the fall, OneCycle: length of rise and fall, ≥ 1
  std::int64_t patience = 10;  ///< Plateau: ≥ 0
  double floor = 0;            ///< Cosine, Plateau: the lowest rate, OneCycle: the last, ≥ 0
  double rise = 0.3;           ///< OneCycle: share of the steps during which it rises, 0 ≤ rise < 1
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// The usual values of a kind: factor 0.1 for Step and Plateau, 0.95 for Exponential, 0.04 for OneCycle,
/// which is PyTorch's div_factor 25.
Schedule defaultSchedule(ScheduleKind kind);

/// Whether the kind's formula uses this field; the warm-up is common to all.
bool uses(ScheduleKind kind, double Schedule::*number);
bool uses(ScheduleKind kind, std::int64_t Schedule::*number);

/// What ReduceLROnPlateau remembers (mode min, relative threshold 1e-4); part of a run's state.
struct PlateauState {
  double best = std::numeric_limits<double>::infinity();  ///< the lowest test loss that counted as better
  std::int64_t badEpochs = 0;                             ///< since then, or since the rate was last lowered
  double factor = 1;                                      ///< total reduction of the rate so far
  friend bool operator==(const PlateauState&, const PlateauState&) = default;
};

/// The state after an epoch whose test loss was `testLoss`; unchanged for other kinds. NaN is not better.
PlateauState afterEpoch(const PlateauState& state, const Schedule& schedule, double testLoss);

/// The rate at step `step`, counted from 0, from the base rate.
double learningRateAt(const Schedule& schedule, double base, std::int64_t step, std::int64_t stepsPerEpoch,
                      const PlateauState& plateau);

}  // namespace pellucid::engine
