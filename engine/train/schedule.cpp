// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pellucid::engine {
namespace {

double scheduled(const Schedule& schedule, double base, std::int64_t epoch, const PlateauState& plateau) {
  switch (schedule.kind) {
    case ScheduleKind::Constant:
      return base;
    case ScheduleKind::Step:
      // lr0 · factor^floor(e / every)
      return base * std::pow(schedule.factor, static_cast<double>(epoch / schedule.every));
    case ScheduleKind::Exponential:
      // lr0 · factor^e
      return base * std::pow(schedule.factor, static_cast<double>(epoch));
    case ScheduleKind::Cosine: {
      // floor + (lr0 - floor) (1 + cos(π e / epochs)) / 2; afterwards it stays at the floor
      const double share = static_cast<double>(std::min<std::int64_t>(epoch, schedule.epochs)) /
                           static_cast<double>(schedule.epochs);
      return schedule.floor + (base - schedule.floor) * (1 + std::cos(std::numbers::pi * share)) / 2;
    }
    case ScheduleKind::Plateau:
      // lr0 times what the plateaus left of it, not below the floor, but never above lr0
      return std::max(base * plateau.factor, std::min(schedule.floor, base));
  }
  return base;
}

}  // namespace

Schedule defaultSchedule(ScheduleKind kind) {
  Schedule schedule{.kind = kind};
  if (kind == ScheduleKind::Exponential) schedule.factor = 0.95;
  return schedule;
}

PlateauState afterEpoch(const PlateauState& state, const Schedule& schedule, double testLoss) {
  if (schedule.kind != ScheduleKind::Plateau) return state;
  constexpr double kThreshold = 1e-4;
  PlateauState next = state;
  if (testLoss < state.best * (1 - kThreshold)) {
    next.best = testLoss;
    next.badEpochs = 0;
  } else if (++next.badEpochs > schedule.patience) {
    next.badEpochs = 0;
    next.factor *= schedule.factor;
  }
  return next;
}

double learningRateAt(const Schedule& schedule, double base, std::int64_t step, std::int64_t stepsPerEpoch,
                      const PlateauState& plateau) {
  const double rate = scheduled(schedule, base, step / stepsPerEpoch, plateau);
  if (step >= schedule.warmupSteps) return rate;
  return rate * static_cast<double>(step + 1) / static_cast<double>(schedule.warmupSteps);
}

}  // namespace pellucid::engine
