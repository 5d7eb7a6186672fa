// SPDX-License-Identifier: GPL-3.0-or-later
// The run has learned something and then stopped, far from the goal: more than two fifths of the loss of a
// constant answer are left, and over the newer half of the run (at least 2,000 steps and two epochs, with the
// present settings) the loss fell by less than half a percent. Cleared by a gain of one percent. The
// diagnosis leaves it out where an alarm gives the cause.
#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

double meanLoss(const RunStatistics& run, std::int64_t begin, std::int64_t end) {
  double sum = 0;
  double points = 0;
  for (const CurveStrip& strip : run.curves.whole) {
    if (strip.begin < begin || strip.end > end) continue;
    sum += strip.loss * static_cast<double>(strip.points);
    points += static_cast<double>(strip.points);
  }
  return points > 0 ? sum / points : kUnmeasured;
}

}  // namespace

MaybeFinding findPlateau(const RunStatistics& run, const Finding* before) {
  constexpr double kFar = 0.4;
  constexpr double kSomething = 0.97;
  constexpr double kGain = 0.005;
  constexpr std::int64_t kLeastSteps = 2000;
  const std::int64_t steps = std::max({run.step / 2, kLeastSteps, 2 * run.stepsPerEpoch});
  if (stepsOfSettings(run) < steps || run.step < steps) return std::nullopt;
  const std::int64_t middle = run.step - steps / 2;
  const double then = meanLoss(run, run.step - steps, middle);
  const double now = meanLoss(run, middle, run.step);
  const double left = now / lossOfConstant(run);
  if (!(left > kFar) || !(left < kSomething)) return std::nullopt;
  const double gain = 1 - now / then;
  if (!(gain < (before != nullptr ? 2 * kGain : kGain))) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::Plateau, .severity = Severity::Warning, .since = run.step - steps};
  finding.evidence = {
      {.key = "loss_before", .what = message("loss of the steps before"), .value = then},
      {.key = "loss", .what = message("loss of the newest steps"), .value = now},
      {.key = "steps", .what = message("steps that were compared"), .value = static_cast<double>(steps)}};
  finding.sentence = message("The loss has come to rest at {:.3g}: over {} steps it fell by {:.2g} %.", now,
                             steps, std::max(0.0, 100 * gain));
  finding.reason = message(
      "The run has learned something, but most of the loss is left. Either the network can't do better (it "
      "needs "
      "more units or another layer), or the steps are too long to go down further, or the inputs do not say "
      "more. Try each: a lower rate, a wider layer, and whether the input matters.");
  finding.remedies.push_back(timesRate(run, 0.1));
  Remedy wider{.what = message("Give each hidden layer twice as many units."), .experiment = run.experiment};
  bool hasHidden = false;
  for (std::size_t i = 0; isHidden(run, i); ++i) {
    LayerSpec& layer = wider.experiment->network.layers[i];
    if (!drawsWeights(layer.kind)) continue;
    layer.units = std::min(2 * layer.units, kMaxUnits);
    hasHidden = true;
  }
  if (hasHidden) finding.remedies.push_back(std::move(wider));
  return finding;
}

}  // namespace pellucid::engine
