// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pellucid::engine {
namespace {

/// From `begin` at share 0 to `end` at share 1, along half a cosine.
double annealed(double begin, double end, double share) {
  return end + (begin - end) * (1 + std::cos(std::numbers::pi * share)) / 2;
}

double oneCycle(const Schedule& schedule, double base, std::int64_t step, std::int64_t stepsPerEpoch) {
  const double last = static_cast<double>(schedule.epochs * stepsPerEpoch - 1);
  const double peak = schedule.rise * (last + 1) - 1;
  const double at = static_cast<double>(step);
  if (at >= last) return schedule.floor;
  // A rise shorter than one step has no length, and its only rate is the peak.
  if (at <= peak) return peak > 0 ? annealed(base * schedule.factor, base, at / peak) : base;
  return annealed(base, schedule.floor, (at - peak) / (last - peak));
}

double scheduled(const Schedule& schedule, double base, std::int64_t step, std::int64_t stepsPerEpoch,
                 const PlateauState& plateau) {
  const std::int64_t epoch = step / stepsPerEpoch;
  switch (schedule.kind) {
    case ScheduleKind::Constant:
      return base;
    case ScheduleKind::Step:
      // lr0 · factor^floor(e / every)
      return base * std::pow(schedule.factor, static_cast<double>(epoch / schedule.every));
    case ScheduleKind::Exponential:
      // lr0 · factor^e
      return base * std::pow(schedule.factor, static_cast<double>(epoch));
    case ScheduleKind::Cosine:
      // floor + (lr0 - floor) (1 + cos(π e / epochs)) / 2; afterwards it stays at the floor
      return annealed(base, schedule.floor,
                      static_cast<double>(std::min<std::int64_t>(epoch, schedule.epochs)) /
                          static_cast<double>(schedule.epochs));
    case ScheduleKind::Plateau:
      // lr0 as reduced by the plateaus, not below the floor, but never above lr0
      return std::max(base * plateau.factor, std::min(schedule.floor, base));
    case ScheduleKind::OneCycle:
      return oneCycle(schedule, base, step, stepsPerEpoch);
  }
  return base;
}

}  // namespace

Schedule defaultSchedule(ScheduleKind kind) {
  Schedule schedule{.kind = kind};
  if (kind == ScheduleKind::Exponential) schedule.factor = 0.95;
  if (kind == ScheduleKind::OneCycle) schedule.factor = 0.04;
  return schedule;
}

bool uses(ScheduleKind kind, double Schedule::*number) {
  if (number == &Schedule::rise) return kind == ScheduleKind::OneCycle;
  const bool hasFloor =
      kind == ScheduleKind::Cosine || kind == ScheduleKind::Plateau || kind == ScheduleKind::OneCycle;
  if (number == &Schedule::floor) return hasFloor;
  return kind != ScheduleKind::Constant && kind != ScheduleKind::Cosine;
}

bool uses(ScheduleKind kind, std::int64_t Schedule::*number) {
  if (number == &Schedule::every) return kind == ScheduleKind::Step;
  if (number == &Schedule::patience) return kind == ScheduleKind::Plateau;
  if (number == &Schedule::epochs) return kind == ScheduleKind::Cosine || kind == ScheduleKind::OneCycle;
  return true;
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
  const double rate = scheduled(schedule, base, step, stepsPerEpoch, plateau);
  if (step >= schedule.warmupSteps) return rate;
  return rate * static_cast<double>(step + 1) / static_cast<double>(schedule.warmupSteps);
}

}  // namespace pellucid::engine
