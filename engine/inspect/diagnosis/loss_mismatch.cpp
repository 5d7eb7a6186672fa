// SPDX-License-Identifier: GPL-3.0-or-later
// An output that cannot express the targets, or a loss unsuited to them. Raised by the design, cleared by
// another one.
#include <cmath>
#include <limits>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

struct Reach {
  double low;
  double high;
};

/// The range of an activation's outputs.
Reach reachOf(Activation activation) {
  constexpr double kAll = std::numeric_limits<double>::infinity();
  switch (activation) {
    case Activation::Sigmoid:
    case Activation::HardSigmoid:
    case Activation::Softmax:
      return {0, 1};
    case Activation::BipolarSigmoid:
    case Activation::Tanh:
    case Activation::Softsign:
      return {-1, 1};
    case Activation::Relu:
    case Activation::Softplus:
    case Activation::Exponential:
      return {0, kAll};
    case Activation::Elu:
      return {-1, kAll};
    case Activation::Selu:
      return {-1.7581, kAll};
    case Activation::Gelu:
    case Activation::GeluTanh:
      return {-0.17, kAll};
    case Activation::Silu:
      return {-0.2785, kAll};
    case Activation::Linear:
    case Activation::LeakyRelu:
      break;
  }
  return {-kAll, kAll};
}

Remedy withOutput(const RunStatistics& run, Activation activation, Loss loss) {
  Remedy remedy{
      .what = message("Make the output {}, and choose the loss {}.", nameOf(activation), nameOf(loss)),
      .experiment = run.experiment};
  remedy.experiment->network.layers.back().activation = activation;
  remedy.experiment->training.loss = loss;
  return remedy;
}

MaybeFinding findTargetsOutOfReach(const RunStatistics& run) {
  const Activation output = run.experiment.network.layers.back().activation;
  const Reach reach = reachOf(output);
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const NumberStatistics& target : run.data->targets) {
    least = std::min(least, target.least);
    most = std::max(most, target.most);
  }
  constexpr double kSlack = 1e-6;
  if (least >= reach.low - kSlack && most <= reach.high + kSlack) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::LossMismatch, .severity = Severity::Alarm};
  finding.evidence = {
      {.key = "least_target", .what = message("least target"), .value = least},
      {.key = "largest_target", .what = message("largest target"), .value = most},
      {.key = "least_output", .what = message("least that the output can say"), .value = reach.low}};
  if (std::isfinite(reach.high)) {
    finding.evidence.push_back(
        {.key = "largest_output", .what = message("largest that the output can say"), .value = reach.high});
    finding.sentence = message(
        "The output is {} and can only say numbers from {:.3g} to {:.3g}, but the targets go from {:.3g} to "
        "{:.3g}.",
        nameOf(output), reach.low, reach.high, least, most);
  } else {
    finding.sentence =
        message("The output is {} and says no number below {:.3g}, but the targets go from {:.3g} to {:.3g}.",
                nameOf(output), reach.low, least, most);
  }
  finding.reason = message(
      "The last activation decides which numbers a network can answer. What lies outside is never reached, "
      "however long it learns: the output runs to its end and stays there. A linear output can say any "
      "number.");
  finding.remedies = {withOutput(run, Activation::Linear, Loss::MeanSquares)};
  return finding;
}

MaybeFinding findLossOfNumbers(const RunStatistics& run) {
  const Loss loss = run.experiment.training.loss;
  const bool isForNumbers = loss == Loss::MeanSquaredError || loss == Loss::MeanSquares ||
                            loss == Loss::MeanAbsoluteError || loss == Loss::Huber;
  if (!isForNumbers) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::LossMismatch, .severity = Severity::Warning};
  const bool isOne = run.network->outputs() == 1;
  finding.evidence = {{.key = "classes",
                       .what = message("classes to tell apart"),
                       .value = static_cast<double>(run.data->classNames.size())}};
  finding.sentence = message("The answers are classes, but the loss {} is made for numbers.", nameOf(loss));
  finding.reason = message(
      "It measures how far an output is from 0 or 1, so that being completely wrong costs hardly more than "
      "being a little wrong, and where the output is sure of a wrong class its gradient is near 0. A "
      "cross-entropy grows without end there, and such mistakes are unlearned first.");
  finding.remedies = {isOne ? withOutput(run, Activation::Sigmoid, Loss::BinaryCrossEntropy)
                            : withOutput(run, Activation::Softmax, Loss::CrossEntropy)};
  return finding;
}

}  // namespace

MaybeFinding findLossMismatch(const RunStatistics& run, const Finding*) {
  MaybeFinding finding = run.data->classNames.empty() ? findTargetsOutOfReach(run) : findLossOfNumbers(run);
  if (finding) finding->places = {{.layer = run.experiment.network.layers.size() - 1}};
  return finding;
}

}  // namespace pellucid::engine
