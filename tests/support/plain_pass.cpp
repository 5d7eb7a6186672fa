// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plain_pass.h"

#include <cmath>

#include "tests/support/layer_pass.h"

namespace pellucid::tests {
namespace {

using engine::Index;

/// The parameter after one textbook update; nothing for other optimizers.
std::optional<double> updated(const engine::TrainingSpec& training, double w, double g, double first,
                              double second, std::int64_t updates) {
  constexpr double kMomentum = 0.9;
  constexpr double kBeta1 = 0.9;
  constexpr double kBeta2 = 0.999;
  constexpr double kEpsilon = 1e-8;
  const auto t = static_cast<double>(updates + 1);
  switch (training.optimizer) {
    case engine::Optimizer::Sgd:
      return w - training.learningRate * g;
    case engine::Optimizer::Momentum:
      return w - training.learningRate * (kMomentum * first + g);
    case engine::Optimizer::Adam: {
      const double m = (kBeta1 * first + (1 - kBeta1) * g) / (1 - std::pow(kBeta1, t));
      const double s = (kBeta2 * second + (1 - kBeta2) * g * g) / (1 - std::pow(kBeta2, t));
      return w - training.learningRate * m / (std::sqrt(s) + kEpsilon);
    }
    default:
      return std::nullopt;
  }
}

Numbers numbersOf(const engine::Vector& values) {
  return {values.begin(), values.end()};
}

/// What dropout kept in a step is random; the trace knows it.
std::vector<Samples> keepsOf(const engine::StepTrace& trace) {
  std::vector<Samples> keeps;
  for (const engine::LayerTrace& layer : trace.passes.layers) {
    keeps.push_back(Samples(static_cast<std::size_t>(layer.a.cols()),
                            Numbers(static_cast<std::size_t>(layer.a.rows()), 1)));
    const bool drops = layer.isTraining && layer.kept.size() == layer.a.size();
    for (Index n = 0; drops && n < layer.a.cols(); ++n)
      for (Index i = 0; i < layer.a.rows(); ++i)
        keeps.back()[static_cast<std::size_t>(n)][static_cast<std::size_t>(i)] = layer.kept(i, n) != 0;
  }
  return keeps;
}

Numbers afterStep(const PlainPass& pass, const engine::Experiment& experiment,
                  const engine::OptimizerState& memory) {
  Numbers after = pass.pass.parameters();
  std::size_t at = 0;
  for (std::size_t layer = 0; layer < pass.pass.stages.size(); ++layer) {
    const NaiveStage& stage = pass.pass.stages[layer];
    const std::size_t learned = at + stage.weight.size() + stage.bias.size();
    const std::size_t end = learned + stage.mean.size() + stage.variance.size();
    for (; at < end; ++at) {
      const auto i = static_cast<Index>(at);
      if (stage.spec.frozen) continue;
      const auto next = at < learned
                            ? updated(experiment.training, after[at], (*pass.batchGradient)[at],
                                      memory.first.size() > 0 ? memory.first[i] : 0,
                                      memory.second.size() > 0 ? memory.second[i] : 0, memory.updates[layer])
                            : std::nullopt;
      after[at] = next.value_or(NAN);
    }
  }
  return after;
}

}  // namespace

Numbers PlainPass::delta(std::size_t layer) const {
  Numbers own = pass.stages[layer].delta[column];
  for (double& each : own) each *= static_cast<double>(pass.outputs().size());
  return own;
}

ui::Target targetOf(const engine::Split& split, Index n) {
  if (split.targets.size() > 0) return {.numbers = split.targets.col(n)};
  return {.label = split.labels[static_cast<std::size_t>(n)]};
}

Numbers plainTarget(const engine::Experiment& experiment, std::size_t outputs, const ui::Target& target) {
  if (!target.label) return numbersOf(target.numbers);
  // A single output tells two classes apart: 0 and 1, or −1 and 1 where that is possible and no logarithm is
  // taken.
  const engine::Loss loss = experiment.training.loss;
  const engine::Activation last = experiment.network.layers.back().activation;
  const bool isBipolar = loss == engine::Loss::Hinge ||
                         (outputs == 1 && loss != engine::Loss::BinaryCrossEntropy &&
                          (last == engine::Activation::Linear || last == engine::Activation::Tanh));
  Numbers y(outputs, isBipolar ? -1 : 0);
  if (outputs > 1 || *target.label == 1) y[outputs > 1 ? *target.label : 0] = 1;
  const double smoothing = experiment.training.labelSmoothing;
  for (double& each : y)
    if (smoothing > 0)
      each = (1 - smoothing) * each + smoothing / static_cast<double>(outputs == 1 ? 2 : outputs);
  return y;
}

PlainPass plainPass(const ui::Moment& moment, const std::optional<ui::StepView>& step) {
  const engine::Experiment& experiment = moment.experiment();
  const engine::Dataset& data = *moment.dataset;
  const auto outputs = static_cast<std::size_t>(moment.network().outputs());
  PlainPass pass;
  pass.pass = NaiveStack(experiment.network, maps(data.shape),
                         numbersOf(step ? step->trace->before.weights : moment.weights()));
  if (!step) {
    const ui::Input& input = moment.input;
    const ui::Target known{.label = input.target, .numbers = input.numbers};
    pass.pass.forward({numbersOf(input.values)});
    pass.target = plainTarget(experiment, outputs, input.hasChosenTarget() ? input.chosen : known);
    pass.hasTarget = !pass.target.empty();
    if (!pass.hasTarget) return pass;
    pass.pass.backward(experiment.training.loss, {pass.target});
    pass.loss = lossOf(experiment.training.loss, pass.pass.outputs()[0], pass.target);
    return pass;
  }
  Samples x;
  Samples y;
  for (const std::uint32_t n : step->trace->samples) {
    x.push_back(numbersOf(engine::sample(data.train, data.inputs(), n)));
    y.push_back(plainTarget(experiment, outputs, targetOf(data.train, n)));
  }
  pass.column = static_cast<std::size_t>(step->sample);
  pass.pass.forward(x, true, keepsOf(*step->trace));
  pass.pass.backward(experiment.training.loss, y);
  pass.hasTarget = true;
  pass.target = y[pass.column];
  pass.loss = lossOf(experiment.training.loss, pass.pass.outputs()[pass.column], pass.target);
  pass.batchGradient = pass.pass.gradient();
  pass.after = afterStep(pass, experiment, step->trace->before.optimizer);
  return pass;
}

}  // namespace pellucid::tests
