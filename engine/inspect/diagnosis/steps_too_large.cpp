// SPDX-License-Identifier: GPL-3.0-or-later
// Steps so long that they do harm: the run diverged; or after 100 steps with the present settings the loss
// has stopped falling far above that of a constant answer, or at it while each step changes the weights by
// more than 2 %; or it is four times what it once was, and high; or it leapt to three times its initial
// value, and nothing was learned since. Cleared when the loss is again a tenth below that of a constant
// answer.
#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kNewest = 64;

/// The lowest mean loss of a section with these settings; the whole run's if there is none.
double bestLoss(const RunStatistics& run) {
  double best = kUnmeasured;
  for (const CurveStrip& strip : run.curves.whole)
    if (strip.begin >= run.settingsSince && !(strip.loss >= best)) best = strip.loss;
  return best;
}

/// The highest mean loss of a section with these settings.
double worstLoss(const RunStatistics& run) {
  double worst = 0;
  for (const CurveStrip& strip : run.curves.whole)
    if (strip.end > run.settingsSince) worst = std::max(worst, strip.loss);
  return worst;
}

/// The loss of the look at which the run or its settings began; NaN without one.
double firstLoss(const RunStatistics& run) {
  for (const RunLook& look : run.looks)
    if (look.step >= run.settingsSince) return look.step < run.settingsSince + 16 ? look.loss : kUnmeasured;
  return kUnmeasured;
}

/// The reference for the loss of a leap: the initial loss, but at least that of a constant answer.
double lossBeforeLeap(const RunStatistics& run) {
  const double constant = lossOfConstant(run);
  const double first = firstLoss(run);
  return std::isnan(first) ? constant : std::max(first, constant);
}

enum class Kind { None, Diverged, Worse, NoBetter, Risen, Jumped };

Kind kindOf(const RunStatistics& run, bool wasThere) {
  constexpr double kWorse = 1.3;
  constexpr double kNoBetter = 0.97;
  constexpr double kCleared = 0.9;
  constexpr double kRisen = 4;
  constexpr double kHigh = 0.5;
  constexpr double kJump = 3;
  constexpr double kMoves = 1e-3;
  constexpr double kMovesMuch = 0.02;
  constexpr double kGradientLeft = 0.1;
  if (run.diverged && run.diverged->step > 0) return Kind::Diverged;
  const double ratio = newestUpdateRatio(run, 2 * kNewest);
  const double left = lossLeft(run, kNewest);
  const double newest = newestLoss(run.curves, kNewest);
  if (!(stepsOfSettings(run) >= 100)) return Kind::None;
  if (left > kCleared && worstLoss(run) > kJump * lossBeforeLeap(run)) return Kind::Jumped;
  if (!(ratio > kMoves)) return Kind::None;
  if (newest > kRisen * bestLoss(run) && left > kHigh) return Kind::Risen;
  if (wasThere && left > kCleared) return left > kWorse ? Kind::Worse : Kind::NoBetter;
  if (!hasStoppedFalling(run)) return Kind::None;
  if (left > kWorse) return Kind::Worse;
  if (left > kNoBetter && ratio > kMovesMuch && gradientLeft(run) > kGradientLeft) return Kind::NoBetter;
  return Kind::None;
}

}  // namespace

MaybeFinding findStepsTooLarge(const RunStatistics& run, const Finding* before) {
  const Kind kind = kindOf(run, before != nullptr);
  if (kind == Kind::None) return std::nullopt;
  Finding finding{
      .rule = DiagnosisRule::StepsTooLarge, .severity = Severity::Alarm, .since = run.settingsSince};
  const double rate = run.curves.recent.empty() ? run.experiment.training.learningRate
                                                : run.curves.recent.back().learningRate;
  finding.evidence = {{.key = "learning_rate", .what = message("learning rate"), .value = rate}};
  const double ratio = newestUpdateRatio(run, 2 * kNewest);
  if (!std::isnan(ratio))
    finding.evidence.push_back({.key = "update_ratio",
                                .what = message("share of the parameters that a step changes"),
                                .value = ratio});
  const double newest = newestLoss(run.curves, kNewest);
  const double constant = lossOfConstant(run);
  if (kind != Kind::Diverged) {
    finding.evidence.push_back({.key = "loss", .what = message("loss of the newest steps"), .value = newest});
    finding.evidence.push_back({.key = "loss_of_constant",
                                .what = message("loss of always giving the same answer"),
                                .value = constant});
  }
  switch (kind) {
    case Kind::Diverged:
      finding.since = run.diverged->step - 1;
      finding.evidence.push_back({.key = "diverged_in_step",
                                  .what = message("step in which it diverged"),
                                  .value = static_cast<double>(run.diverged->step)});
      finding.sentence = message(
          "The steps are too long: in step {} the numbers left their range, with the learning rate {:.3g}.",
          run.diverged->step, rate);
      break;
    case Kind::Worse:
      finding.sentence = message(
          "The steps are too long: the loss is {:.3g}, although always giving the same answer costs only "
          "{:.3g}.",
          newest, constant);
      break;
    case Kind::NoBetter:
      finding.sentence = message(
          "The steps are too long: each changes the parameters by {:.2g} %, and the loss does not fall below "
          "{:.3g}.",
          100 * ratio, newest);
      break;
    case Kind::Risen:
      finding.sentence =
          message("The steps are too long: the loss has risen from {:.3g} to {:.3g}.", bestLoss(run), newest);
      break;
    case Kind::Jumped:
      finding.evidence.push_back({.key = "highest_loss",
                                  .what = message("highest loss of a stretch of steps"),
                                  .value = worstLoss(run)});
      finding.sentence = message(
          "The steps are too long: the loss leapt from {:.3g} to {:.3g}, and the network has learned nothing "
          "since.",
          firstLoss(run), worstLoss(run));
      if (std::isnan(firstLoss(run)))
        finding.sentence = message(
            "The steps are too long: the loss leapt to {:.3g}, although always giving the same answer costs "
            "only {:.3g}, and the network has learned nothing since.",
            worstLoss(run), constant);
      break;
    case Kind::None:
      break;
  }
  finding.reason = message(
      "The gradient says which way the loss falls, but only for a short way. A step that is too long goes "
      "over "
      "the valley and up the other side, where the gradient is larger still. About a thousandth of the "
      "parameters "
      "is a usual step; the learning rate decides how long it is.");
  finding.remedies = {timesRate(run, 0.1, run.settingsSince), timesRate(run, 0.01, run.settingsSince)};
  if (kind != Kind::Diverged) finding.remedies.push_back(timesRate(run, 0.1));
  return finding;
}

}  // namespace pellucid::engine
