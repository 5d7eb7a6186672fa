// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/time_left.h"

#include <QCoreApplication>
#include <cmath>

namespace pellucid::ui {
namespace {

struct TimeLeftText {
  Q_DECLARE_TR_FUNCTIONS(TimeLeftText)
};

/// Samples that the first `steps` steps train on: the last batch of an epoch is shorter.
double samplesOf(std::int64_t steps, const engine::Snapshot& now, double perEpoch) {
  const std::int64_t inEpoch = steps % now.stepsPerEpoch;
  const auto batch = static_cast<double>(now.experiment.training.batchSize);
  return static_cast<double>(steps / now.stepsPerEpoch) * perEpoch +
         std::min(static_cast<double>(inEpoch) * batch, perEpoch);
}

}  // namespace

std::optional<double> secondsLeft(const Moment& moment) {
  const engine::Snapshot& now = *moment.snapshot;
  const engine::Stopping& stopping = now.experiment.training.stopping;
  if (now.samplesPerSecond <= 0) return std::nullopt;
  std::optional<std::int64_t> end;
  // Once a rule's end has passed, the user wanted to continue training, and the rule no longer applies.
  for (const std::int64_t step : {stopping.epochs * now.stepsPerEpoch, stopping.steps})
    if (step > now.state.step && (!end || step < *end)) end = step;
  if (!end) return std::nullopt;
  const auto perEpoch = static_cast<double>(moment.dataset->train.size());
  return (samplesOf(*end, now, perEpoch) - samplesOf(now.state.step, now, perEpoch)) / now.samplesPerSecond;
}

QString timeLeftText(double seconds) {
  const auto whole = static_cast<qint64>(std::ceil(seconds));
  if (whole < 60) return TimeLeftText::tr("%1 s left").arg(whole);
  const auto minutes = static_cast<qint64>(std::ceil(seconds / 60));
  if (minutes < 60) return TimeLeftText::tr("%1 min left").arg(minutes);
  return TimeLeftText::tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

}  // namespace pellucid::ui
