// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/schedule_curve.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

using engine::ScheduleKind;

/// The number of epochs that shows what the kind does.
std::int64_t tellingEpochs(const engine::Schedule& schedule) {
  switch (schedule.kind) {
    case ScheduleKind::Step:
      return 5 * schedule.every;
    case ScheduleKind::Exponential: {
      // Until a twentieth of the rate is left.
      const double epochs = std::log(0.05) / std::log(std::min(schedule.factor, 0.999));
      return static_cast<std::int64_t>(std::ceil(std::max(epochs, 2.0)));
    }
    case ScheduleKind::Cosine:
    case ScheduleKind::OneCycle:
      return schedule.epochs;
    case ScheduleKind::Constant:
    case ScheduleKind::Plateau:
      break;
  }
  return 10;
}

std::int64_t lastStep(const engine::TrainingSpec& training, const SchedulePlace& place) {
  const engine::Stopping& stopping = training.stopping;
  std::int64_t end = tellingEpochs(training.schedule) * place.stepsPerEpoch;
  if (stopping.epochs > 0) end = stopping.epochs * place.stepsPerEpoch;
  if (stopping.steps > 0) end = stopping.epochs > 0 ? std::min(end, stopping.steps) : stopping.steps;
  const bool isEndless = stopping.epochs == 0 && stopping.steps == 0;
  if (isEndless) end = std::max(end, training.schedule.warmupSteps + training.schedule.warmupSteps / 2);
  // For a run that has come further, the range is doubled, repeatedly: the picture does not creep.
  end = std::max<std::int64_t>(end, 1);
  while (end < place.step) end *= 2;
  return end;
}

}  // namespace

ScheduleCurve scheduleCurve(const engine::TrainingSpec& training, const SchedulePlace& place) {
  const auto rateAt = [&](std::int64_t step) {
    return learningRateAt(training.schedule, training.learningRate, step, place.stepsPerEpoch, place.plateau);
  };
  ScheduleCurve curve;
  curve.end = lastStep(training, place);
  curve.now = rateAt(place.step);
  const std::int64_t points = std::min(curve.end + 1, ScheduleCurve::kMostPoints);
  for (std::int64_t i = 0; i < points; ++i) {
    const auto share = static_cast<double>(i) / static_cast<double>(points - 1);
    curve.steps.push_back(static_cast<std::int64_t>(std::llround(share * static_cast<double>(curve.end))));
    curve.rates.push_back(rateAt(curve.steps.back()));
  }
  return curve;
}

}  // namespace pellucid::ui
