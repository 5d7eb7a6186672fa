// SPDX-License-Identifier: GPL-3.0-or-later
// Steps so short that the run hardly moves: for at least 300 steps with the present settings each changes the
// weights by less than a ten-thousandth, the loss is less than a tenth below that of a constant answer, and
// the gradient is not small: at least three tenths of what it was. Not where a schedule has lowered the rate.
// Cleared above twice that size of step, or when the run has learned.
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findStepsTooSmall(const RunStatistics& run, const Finding* before) {
  constexpr std::int64_t kSteps = 300;
  constexpr double kShort = 1e-4;
  constexpr double kMuchLeft = 0.5;
  constexpr double kGained = 0.1;
  constexpr double kGradientLeft = 0.3;
  if (stepsOfSettings(run) < kSteps || run.curves.recent.empty()) return std::nullopt;
  const double ratio = newestUpdateRatio(run, kSteps);
  if (!(ratio < (before != nullptr ? 2 * kShort : kShort))) return std::nullopt;
  const double base = run.experiment.training.learningRate;
  if (run.curves.recent.back().learningRate < base / 2) return std::nullopt;
  const double newest = newestLoss(run.curves, kSteps);
  if (!(lossLeft(run, kSteps) > kMuchLeft)) return std::nullopt;
  const CurveStrip* first = firstStrip(run);
  if (first == nullptr || first->loss - newest > kGained * lossOfConstant(run)) return std::nullopt;
  if (!(gradientLeft(run) >= kGradientLeft)) return std::nullopt;
  Finding finding{
      .rule = DiagnosisRule::StepsTooSmall, .severity = Severity::Warning, .since = run.settingsSince};
  finding.evidence = {
      {.key = "update_ratio", .what = message("share of the parameters that a step changes"), .value = ratio},
      {.key = "learning_rate",
       .what = message("learning rate"),
       .value = run.curves.recent.back().learningRate},
      {.key = "loss_at_first", .what = message("loss of the first steps"), .value = first->loss},
      {.key = "loss", .what = message("loss of the newest steps"), .value = newest}};
  finding.sentence = message(
      "The steps are too short: each changes the parameters by {:.2g} %, and in {} steps the loss went from "
      "{:.3g} "
      "to {:.3g}.",
      100 * ratio, stepsOfSettings(run), first->loss, newest);
  finding.reason = message(
      "There is a gradient, so there is something to learn, but the learning rate makes so little of it that "
      "the "
      "run would take a hundred times as long as it needs. About a thousandth of the parameters is a usual "
      "step.");
  finding.remedies = {timesRate(run, 10), timesRate(run, 100)};
  return finding;
}

}  // namespace pellucid::engine
