// SPDX-License-Identifier: GPL-3.0-or-later
// After 600 steps the loss is still that of the best constant answer: more than 97 % of it are left over the
// newest 300 steps. The evidence includes whether the inputs matter at all: the loss when all of them are 0.
// Cleared below 95 %. The diagnosis leaves it out where an alarm gives the cause.
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

/// A hidden layer for a network without one, otherwise the usual optimizer with its usual rate.
void addRemedies(const RunStatistics& run, std::vector<Remedy>& remedies) {
  constexpr Index kUnits = 8;
  constexpr double kUsualRate = 0.001;
  const TrainingSpec& training = run.experiment.training;
  if (run.experiment.network.layers.size() == 1) {
    Remedy hidden{.what = message("Add a hidden layer of {} tanh units.", kUnits),
                  .experiment = run.experiment};
    auto& layers = hidden.experiment->network.layers;
    layers.insert(layers.begin(), dense(kUnits, Activation::Tanh));
    remedies.push_back(std::move(hidden));
  }
  if (training.optimizer != Optimizer::Adam || training.learningRate > kUsualRate) {
    Remedy usual{.what = message("Train with Adam and the learning rate {:.3g}.", kUsualRate),
                 .experiment = run.experiment};
    usual.experiment->training.optimizer = Optimizer::Adam;
    usual.experiment->training.settings = defaultSettings(Optimizer::Adam);
    usual.experiment->training.learningRate = kUsualRate;
    remedies.push_back(std::move(usual));
  }
}

}  // namespace

MaybeFinding findLearnsNothing(const RunStatistics& run, const Finding* before) {
  constexpr std::int64_t kSteps = 600;
  constexpr std::int64_t kNewest = 300;
  constexpr double kNothing = 0.97;
  constexpr double kCleared = 0.95;
  if (stepsOfSettings(run) < kSteps) return std::nullopt;
  if (!(lossLeft(run, kNewest) > (before != nullptr ? kCleared : kNothing))) return std::nullopt;
  const double loss = newestLoss(run.curves, kNewest);
  const double constant = lossOfConstant(run);
  Finding finding{
      .rule = DiagnosisRule::LearnsNothing, .severity = Severity::Alarm, .since = run.settingsSince};
  finding.evidence = {{.key = "loss", .what = message("loss of the newest steps"), .value = loss},
                      {.key = "loss_of_constant",
                       .what = message("loss of always giving the same answer"),
                       .value = constant}};
  if (!run.looks.empty())
    finding.evidence.push_back({.key = "loss_without_inputs",
                                .what = message("loss when all inputs are 0"),
                                .value = run.looks.back().lossOfZeros});
  finding.sentence = message(
      "After {} steps it has learned nothing: the loss is {:.3g}, and always giving the same answer costs "
      "{:.3g}.",
      run.step, loss, constant);
  finding.reason = message(
      "Whatever the inputs are, the network answers about the same. Either the inputs say nothing about the "
      "answers, as with shuffled labels, or this network can't use what they say, or training does not get "
      "it "
      "there. Two tests tell: can it learn one batch by heart, and does the input matter?");
  addRemedies(run, finding.remedies);
  return finding;
}

}  // namespace pellucid::engine
