// SPDX-License-Identifier: GPL-3.0-or-later
// A classifier whose first loss is more than 0.5 above that of guessing, ln k (ln 2 for yes and no), over at
// least 128 training samples or all. Raised by the look at step 0 as a note: a small network often begins
// this way by chance, and it is cleared when training has brought the loss below that of guessing. A warning
// where that has not happened after 100 steps, or where the loss began at ten times that of guessing; then a
// note remains. A network with batch norm has no statistics to use before its first step, and is not judged.
#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findInitialLoss(const RunStatistics& run, const Finding*) {
  constexpr double kAbove = 0.5;
  const Loss loss = run.experiment.training.loss;
  const bool isCross = loss == Loss::CrossEntropy;
  if (run.looks.empty() || run.looks[0].step != 0) return std::nullopt;
  if (run.data->classNames.empty() || (!isCross && loss != Loss::BinaryCrossEntropy)) return std::nullopt;
  const auto& layers = run.experiment.network.layers;
  if (std::ranges::any_of(layers,
                          [](const LayerSpec& l) { return l.kind == LayerKind::BatchNorm && !l.frozen; }))
    return std::nullopt;
  const double guessing = std::log(isCross ? static_cast<double>(run.network->outputs()) : 2.0);
  const double first = run.looks[0].loss;
  if (!(first > guessing + kAbove)) return std::nullopt;
  const double now = newestLoss(run.curves, 64);
  const bool isOver = now < guessing;
  const bool isFarOff = first > 10 * guessing;
  if (isOver && !isFarOff) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::InitialLoss,
                  .severity = !isOver && (isFarOff || run.step >= 100) ? Severity::Warning : Severity::Note};
  finding.evidence = {{.key = "initial_loss", .what = message("loss before the first step"), .value = first},
                      {.key = "loss_of_guessing", .what = message("loss of guessing"), .value = guessing}};
  finding.sentence = message("The loss began at {:.3g}, although knowing nothing at all costs only {:.3g}.",
                             first, guessing);
  finding.reason = message(
      "Who gives every class the same chance has the loss ln k of k classes. A network that begins far above "
      "that is sure of answers before it has seen anything: the first steps only unlearn them. Initial "
      "weights "
      "or inputs are too large.");
  if (auto remedy = standardisedWhereLarge(run)) finding.remedies.push_back(*std::move(remedy));
  finding.remedies.push_back(drawnOtherwise(run));
  return finding;
}

}  // namespace pellucid::engine
