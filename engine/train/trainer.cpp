// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"
#include "engine/base/floating_point.h"
#include "engine/data/catalogue.h"
#include "engine/model/not_finite.h"

namespace pellucid::engine {
namespace {

/// The approximate loss at a run's beginning: log(classes) of a classifier that gives every class the same
/// probability, or the loss of always answering 0 where the targets are numbers.
double lossOfGuessing(const Dataset& dataset, Loss loss) {
  if (dataset.hasClasses()) return std::log(static_cast<double>(dataset.classes()));
  const Matrix& y = dataset.train.targets;
  LayerTrace zeros;
  zeros.z = zeros.a = Matrix::Zero(y.rows(), y.cols());
  return lossSum(loss, zeros, y) / static_cast<double>(y.cols());
}

/// Reads the clock only on request.
class StopWatch {
 public:
  explicit StopWatch(StepTimes* times) : m_times(times) {
    if (m_times != nullptr) m_begin = Clock::now();
  }
  void lap(double StepTimes::*part) {
    if (m_times == nullptr) return;
    const auto now = Clock::now();
    m_times->*part += std::chrono::duration<double>(now - m_begin).count();
    m_begin = now;
  }

 private:
  using Clock = std::chrono::steady_clock;
  StepTimes* m_times;
  Clock::time_point m_begin;
};

// Values that follow from the data, for a new run as for one whose data are replaced.

Batches batchesOf(const Experiment& experiment, const Dataset& dataset) {
  const TrainingSpec& training = experiment.training;
  return {dataset.train.size(), training.batchSize, experiment.seed, training.shuffle};
}

double explosionLoss(const Experiment& experiment, const Dataset& dataset) {
  return Trainer::kExplosion * std::max(1.0, lossOfGuessing(dataset, experiment.training.loss));
}

bool isSparse(const Experiment& experiment, const Network& network, const Dataset& dataset) {
  return experiment.training.augmentation.noise == 0 && prefersSparse(network, dataset);
}

}  // namespace

Result<Trainer> Trainer::create(const Experiment& experiment, DatasetPtr dataset) {
  check(dataset != nullptr, "Trainer: needs a data set");
  if (const auto valid = validate(experiment, *dataset); !valid) return valid.error();
  auto network = Network::create(experiment.network, dataset->shape);
  if (!network) return network.error();
  return Trainer(experiment, std::move(dataset), std::move(*network));
}

Trainer::Trainer(const Experiment& experiment, DatasetPtr dataset, std::shared_ptr<const Network> network)
    : m_experiment(experiment),
      m_dataset(std::move(dataset)),
      m_network(std::move(network)),
      m_batches(batchesOf(experiment, *m_dataset)),
      m_state(firstState(m_network->initialParameters(experiment.seed), experiment.training.optimizer,
                         m_network->layerCount())),
      m_explosionLoss(explosionLoss(experiment, *m_dataset)),
      m_coding(targetCoding(experiment.training.loss, experiment.network.layers.back().activation,
                            m_network->outputs(), experiment.training.labelSmoothing)),
      m_isSparse(isSparse(experiment, *m_network, *m_dataset)) {
  m_pass.seed = experiment.seed;
  for (const LayerSpec& layer : experiment.network.layers) m_pass.frozen.push_back(layer.frozen);
}

void Trainer::takeData(DatasetPtr dataset) {
  m_dataset = std::move(dataset);
  m_batches = batchesOf(m_experiment, *m_dataset);
  m_explosionLoss = explosionLoss(m_experiment, *m_dataset);
  m_isSparse = isSparse(m_experiment, *m_network, *m_dataset);
  forgetTest();
}

void Trainer::setFrozen(std::size_t layer, bool frozen) {
  m_experiment.network.layers[layer].frozen = frozen;
  m_pass.frozen[layer] = frozen;
  m_weightSize = kNotMeasured;
}

void Trainer::applyLive(const Experiment& experiment) {
  if (!areEqual(experiment.data.own, m_experiment.data.own)) {
    const auto made = loadDataset(DataSpec{.name = m_experiment.data.name, .own = experiment.data.own}, {});
    check(made.has_value(), "applyLive: the samples were found valid");
    m_experiment.data.own = experiment.data.own;
    takeData(*made);
  }
  m_experiment.training = liveTraining(m_experiment.training, experiment.training);
  for (std::size_t i = 0; i < m_pass.frozen.size(); ++i) {
    setFrozen(i, experiment.network.layers[i].frozen);
    m_experiment.network.layers[i].rateFactor = experiment.network.layers[i].rateFactor;
  }
}

std::variant<Metrics, Diverged> Trainer::step(StepTimes* times) {
  const FlushDenormals guard;
  StopWatch watch(times);
  const auto indices = m_batches.indices(m_state.step);
  m_inUse = static_cast<Index>(indices.size()) < m_batches.size() ? 1 : 0;
  auto& [trace, targets] = m_workspaces[m_inUse];
  takeBatch(indices, trace);
  gatherTargets(m_coding, m_dataset->train, indices, targets);

  const TrainingSpec& training = m_experiment.training;
  m_pass.step = m_state.step;
  watch.lap(&StepTimes::rest);
  m_network->forward(m_state.weights, trace, &m_pass);
  watch.lap(&StepTimes::forward);
  LayerTrace& output = trace.layers.back();
  const Metrics metrics =
      means(m_dataset->train, lossSum(training.loss, output, targets),
            countCorrect(output.a, targets, m_coding.middle()), static_cast<Index>(indices.size()));

  lossGradient(training.loss, m_network->layer(m_network->layerCount() - 1).activation(), targets, output);
  watch.lap(&StepTimes::rest);
  m_network->backward(m_state.weights, trace, m_gradient, &m_pass);
  watch.lap(&StepTimes::backward);
  const Scalar gradientSize = m_gradient.lpNorm<1>();
  if (auto diverged = findDivergence(metrics.loss, gradientSize)) return *std::move(diverged);

  // No optimizer turns small values into one that is not finite. With large values it could: then the
  // previous state is kept, which takes time and memory in such runs only.
  std::optional<RunState> before;
  if (!(gradientSize < kSafeSum && m_weightSize < kSafeSum)) before = m_state;
  watch.lap(&StepTimes::rest);
  m_rule = {.optimizer = training.optimizer,
            .settings = training.settings,
            .learningRate = learningRateAt(training.schedule, training.learningRate, m_state.step,
                                           stepsPerEpoch(), m_state.plateau),
            .clipValue = training.clipping.value,
            .gradientScale = clippedScale()};
  const bool isMeasured = Trainer::isMeasured(m_state.step + 1);
  UpdateSquares squares;
  m_weightSize = 0;
  for (std::size_t i = 0; i < m_network->layerCount(); ++i)
    if (!m_pass.frozen[i])
      m_weightSize += update(m_rule.withRateTimes(m_experiment.network.layers[i].rateFactor), i,
                             m_network->layerOffset(i), m_network->layer(i).learnedCount(), m_gradient,
                             m_state.weights, m_state.optimizer, isMeasured ? &squares : nullptr);
  m_sizes = {.learningRate = m_rule.learningRate};
  if (isMeasured) {
    const auto root = [](double square) { return std::isfinite(square) ? std::sqrt(square) : kUnmeasured; };
    m_sizes.gradientNorm = root(squaredNorm({}, m_gradient.data(), m_gradient.size()));
    m_sizes.updateRatio = root(squares.changes / squares.weights);
  }
  m_network->followStatistics(trace, m_pass, m_state.weights);
  if (before)
    if (auto diverged = findOverflow(*before)) {
      m_state = *std::move(before);
      m_weightSize = kNotMeasured;
      return *std::move(diverged);
    }
  watch.lap(&StepTimes::optimizer);
  ++m_state.step;
  forgetTest();
  m_stopReason = afterStep();
  return metrics;
}

void Trainer::takeBatch(std::span<const std::uint32_t> indices, Trace& trace) {
  const Augmentation& augmentation = m_experiment.training.augmentation;
  if (!augmentation.isOn()) return gatherInput(m_dataset->train, indices, m_isSparse, *m_network, trace);
  augment(augmentation, m_experiment.seed, epochs(), m_dataset->train, m_dataset->shape, indices, m_varied);
  m_inOrder.resize(indices.size());
  std::iota(m_inOrder.begin(), m_inOrder.end(), 0U);
  gatherInput(m_varied, m_inOrder, m_isSparse, *m_network, trace);
}

std::optional<StopReason> Trainer::afterStep() {
  const auto& [stopping, schedule] = std::tie(m_experiment.training.stopping, m_experiment.training.schedule);
  auto reason = stopAfterStep(stopping, m_state.step, stepsPerEpoch());
  if (choosesByLoss(m_experiment.training) && m_state.step % stepsPerEpoch() == 0) {
    const std::optional<Metrics> validation = evaluateValidation();
    const Metrics judged = validation ? *validation : evaluateTest();
    m_state.plateau = engine::afterEpoch(m_state.plateau, schedule, judged.loss);
    observe(m_state.stopping, stopping, judged.loss, m_state.step, m_state.weights);
    if (!reason) reason = stopAfterTest(stopping, m_state.stopping, judged.accuracy);
  }
  if (reason && m_state.stopping.bestWeights.size() > 0) {
    m_state.weights = m_state.stopping.bestWeights;
    m_weightSize = kNotMeasured;
    forgetTest();
  }
  return reason;
}

double Trainer::clippedScale() const {
  const Clipping& clipping = m_experiment.training.clipping;
  if (clipping.norm == 0) return 1;
  double sum = 0;
  for (std::size_t i = 0; i < m_network->layerCount(); ++i)
    if (!m_pass.frozen[i])
      sum += squaredNorm(clipping, m_gradient.data() + m_network->layerOffset(i),
                         m_network->layer(i).learnedCount());
  return gradientScale(clipping, sum);
}

std::optional<Diverged> Trainer::findDivergence(double loss, Scalar gradientSize) const {
  // A sum may overflow where no element does.
  if (!std::isfinite(loss) || !(std::isfinite(gradientSize) || isFinite(m_gradient))) return notFinite();
  if (loss >= m_explosionLoss) return exploded(loss);
  // A batch norm divides by a deviation that is not finite, and continues with zeros.
  for (std::size_t i = 0; i < m_network->layerCount(); ++i)
    if (!isFinite(trace().layers[i].statistics))
      return Diverged{.step = m_state.step + 1,
                      .layer = i,
                      .parameter = "running_var",
                      .explanation = message("The variance of the inputs of {} is no longer a finite number.",
                                             layerName(m_experiment.network, i))};
  return std::nullopt;
}

std::optional<Diverged> Trainer::findOverflow(const RunState& before) const {
  const auto isGood = [](const Vector& values, const Tensor& tensor) {
    return values.size() == 0 || isFinite(values.segment(tensor.offset, tensor.size()));
  };
  for (const Tensor& tensor : m_network->tensors()) {
    if (isGood(m_state.weights, tensor) && isGood(m_state.optimizer.first, tensor) &&
        isGood(m_state.optimizer.second, tensor))
      continue;
    const auto largest = [&](const Vector& values) {
      return values.segment(tensor.offset, tensor.size()).cwiseAbs().maxCoeff();
    };
    return Diverged{.step = before.step + 1,
                    .layer = tensor.layer,
                    .parameter = tensor.name,
                    .explanation = message("The step would take {}'s {} out of range; before it, its largest "
                                           "number is {:.4g}, and that of its gradient {:.4g}.",
                                           layerName(m_experiment.network, tensor.layer), tensor.name,
                                           largest(before.weights), largest(m_gradient))};
  }
  return std::nullopt;
}

Diverged Trainer::notFinite() const {
  Diverged diverged{.step = m_state.step + 1, .layer = 0, .parameter = "weight", .explanation = {}};
  const auto name = [&](std::size_t layer) { return layerName(m_experiment.network, layer); };
  // Forwards, because a value that is not finite spoils all layers above its origin.
  for (std::size_t i = 0; i < m_network->layerCount(); ++i) {
    if (trace().layers[i].z.allFinite()) continue;
    const auto weight = m_network->weight(m_state.weights, i);
    const auto bias = m_network->bias(m_state.weights, i);
    const bool isBias = weight.allFinite() && !bias.allFinite();
    diverged.layer = i;
    diverged.parameter = isBias ? "bias" : "weight";
    diverged.explanation =
        message("The weighted sums of {} are no longer finite numbers; its {} has grown to {:.4g}.", name(i),
                diverged.parameter, isBias ? bias.cwiseAbs().maxCoeff() : weight.cwiseAbs().maxCoeff());
    return diverged;
  }
  // Backwards, because such a gradient spoils all layers below.
  for (std::size_t i = m_network->tensors().size(); i-- > 0;) {
    const Tensor& tensor = m_network->tensors()[i];
    if (isFinite(m_gradient.segment(tensor.offset, tensor.size()))) continue;
    diverged.layer = tensor.layer;
    diverged.parameter = tensor.name;
    diverged.explanation =
        message("The gradient of {}'s {} is no longer a finite number.", name(tensor.layer), tensor.name);
    return diverged;
  }
  diverged.layer = m_network->layerCount() - 1;
  diverged.explanation =
      message("The loss is no longer a finite number; the outputs of {} have grown to {:.4g}.",
              name(diverged.layer), trace().output().cwiseAbs().maxCoeff());
  return diverged;
}

Diverged Trainer::exploded(double loss) const {
  Diverged diverged{.step = m_state.step + 1, .layer = 0, .parameter = "weight", .explanation = {}};
  Scalar largest = -1;
  for (const Tensor& tensor : m_network->tensors()) {
    const Scalar size = m_state.weights.segment(tensor.offset, tensor.size()).cwiseAbs().maxCoeff();
    if (size <= largest) continue;
    largest = size;
    diverged.layer = tensor.layer;
    diverged.parameter = tensor.name;
  }
  diverged.explanation =
      message("The loss exploded to {:.4g}; {}'s {} has grown to {:.4g}.", loss,
              layerName(m_experiment.network, diverged.layer), diverged.parameter, largest);
  return diverged;
}

std::optional<Diverged> Trainer::findNotFinite() const {
  const auto find = [this](const Vector& values, const Message& what) -> std::optional<Diverged> {
    const auto bad = engine::findNotFinite(*m_network, values);
    if (!bad) return std::nullopt;
    return Diverged{
        .step = 0,
        .layer = bad->tensor.layer,
        .parameter = bad->tensor.name,
        .explanation = message("{}'s {}, row {}, column {}, has {} {}, not a finite number.",
                               layerName(m_experiment.network, bad->tensor.layer), bad->tensor.name,
                               bad->row + 1, bad->column + 1, what, bad->value)};
  };
  if (auto found = find(m_state.weights, message("the value"))) return found;
  if (auto found = find(m_state.optimizer.first, message("the moment"))) return found;
  return find(m_state.optimizer.second, message("the moment"));
}

Metrics Trainer::evaluateTest() {
  for (;;)
    if (const auto test = measureTest()) return *test;
}

std::optional<Metrics> Trainer::evaluateValidation() {
  const Split& split = m_dataset->validation;
  if (split.size() == 0) return std::nullopt;
  return m_evaluator.evaluate(*m_network, m_state.weights, split, m_experiment.training.loss, m_isSparse,
                              m_experiment.training.labelSmoothing);
}

std::optional<Metrics> Trainer::measureTest() {
  if (m_test) return m_test;
  const Split& split = m_dataset->test;
  if (m_measured.samples < split.size())
    m_evaluator.advance(m_measured, *m_network, m_state.weights, split, m_experiment.training.loss,
                        m_isSparse, m_experiment.training.labelSmoothing);
  if (m_measured.samples == split.size()) m_test = Evaluator::metrics(split, m_measured);
  return m_test;
}

void Trainer::forgetTest() {
  m_measured = {};
  m_test.reset();
}

Result<void> Trainer::restore(RunState state) {
  if (!fits(state.optimizer, m_experiment.training.optimizer, m_network->parameterCount(),
            m_network->layerCount()))
    return Error{message("The saved optimizer state does not fit {} with {} parameters.",
                         nameOf(m_experiment.training.optimizer), m_network->parameterCount())};
  if (state.step < 0) return Error{message("The saved step count is {}; it cannot be negative.", state.step)};
  for (std::size_t i = 0; i < state.optimizer.updates.size(); ++i)
    if (const std::int64_t updates = state.optimizer.updates[i]; updates < 0 || updates > state.step)
      return Error{message("The saved state counts {} updates of {}; after {} steps there are from 0 to {}.",
                           updates, layerName(m_experiment.network, i), state.step, state.step)};
  const Vector& best = state.stopping.bestWeights;
  if (best.size() != 0 && best.size() != m_network->parameterCount())
    return Error{message("The saved best weights have {} parameters, but the network has {}.", best.size(),
                         m_network->parameterCount())};
  if (!(state.plateau.factor > 0 && state.plateau.factor <= 1))
    return Error{message(
        "The saved learning rate was lowered by a factor of {}; the factor must be above 0 and at most 1.",
        state.plateau.factor)};
  if (auto set = setWeights(std::move(state.weights)); !set) return set;
  m_state.plateau = state.plateau;
  m_state.stopping = std::move(state.stopping);
  m_stopReason.reset();
  m_state.optimizer = std::move(state.optimizer);
  m_state.step = state.step;
  return {};
}

Result<void> Trainer::setWeights(Vector weights) {
  if (weights.size() != m_network->parameterCount())
    return Error{message("There are {} parameters, but the network has {}.", weights.size(),
                         m_network->parameterCount())};
  m_state.weights = std::move(weights);
  m_weightSize = kNotMeasured;
  forgetTest();
  return {};
}

void Trainer::setParameter(Index index, Scalar value) {
  check(index >= 0 && index < m_network->parameterCount(), "setParameter: no such parameter");
  m_state.weights[index] = value;
  forgetTest();
  m_stopReason.reset();
}

}  // namespace pellucid::engine
