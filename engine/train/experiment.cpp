// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/experiment.h"

#include <fmt/format.h>

#include <algorithm>

namespace pellucid::engine {
namespace {

/// "weight_decay" becomes "The optimizer's weight decay" where the owner is "The optimizer's".
Message spoken(const Message& owner, std::string name) {
  std::ranges::replace(name, '_', ' ');
  return message("{} {}", owner, name);
}

template <class Part>
Result<void> validatePart(const Message& owner, const Part& part) {
  for (const auto& field : kNumberFields<Part>)
    if (const double value = part.*field.member; !field.range.contains(value))
      return Error{
          message("{} is {}; it must be {}.", spoken(owner, field.name), value, field.range.words())};
  for (const auto& field : kCountFields<Part>)
    if (const std::int64_t value = part.*field.member; value < field.least || value > field.most)
      return Error{message("{} is {}; it must be from {} to {}.", spoken(owner, field.name), value,
                           field.least, field.most)};
  return {};
}

Result<void> validateFields(const TrainingSpec& training) {
  for (const auto& valid : {validatePart(message("The optimizer's"), training.settings),
                            validatePart(message("Clipping's"), training.clipping),
                            validatePart(message("The augmentation's"), training.augmentation),
                            validatePart(message("The schedule's"), training.schedule),
                            validatePart(message("Stopping's"), training.stopping)})
    if (!valid) return valid;
  if (!kShareBelowOne.contains(training.labelSmoothing))
    return Error{message("The label smoothing is {}; it must be {}.", training.labelSmoothing,
                         kShareBelowOne.words())};
  if (training.labelSmoothing > 0 && training.loss != Loss::CrossEntropy &&
      training.loss != Loss::BinaryCrossEntropy)
    return Error{
        message("The label smoothing is {}, but the loss is {}. Set it to 0, or choose a cross-entropy.",
                training.labelSmoothing, nameOf(training.loss))};
  return {};
}

/// A layer keeps z, a and delta of each sample, and buffers of about the same size.
constexpr Index kKeptNumbers = 4;

/// Whether the values that a batch leaves in all layers fit into memory.
Result<void> validateBatch(const TrainingSpec& training, const std::vector<Shape>& shapes,
                           const Dataset& dataset) {
  if (training.batchSize < 1 || training.batchSize > kMaxBatchSize)
    return Error{
        message("The batch size is {}; it must be from 1 to {}.", training.batchSize, kMaxBatchSize)};
  Index numbers = dataset.inputs();
  for (const Shape& shape : shapes) numbers += kKeptNumbers * shape.size();
  const Index samples = std::min(training.batchSize, dataset.train.size());
  const double gigabytes = static_cast<double>(numbers) * static_cast<double>(samples) * sizeof(Scalar) / 1e9;
  if (gigabytes > kMaxBatchGigabytes)
    return Error{
        message("A batch of {} samples would take about {:.1f} GB, {} numbers per sample; the limit is {} "
                "GB. Use smaller batches, fewer filters or larger strides.",
                samples, gigabytes, numbers, kMaxBatchGigabytes)};
  return {};
}

/// For numeric targets.
Result<void> validateNumbers(Loss loss, const Dataset& dataset, Index outputs) {
  if (loss == Loss::CrossEntropy || loss == Loss::BinaryCrossEntropy || loss == Loss::Hinge)
    return Error{
        message("The loss is {}, which is meant for classes, but the answers of {} are numbers ({}). Choose "
                "mse, mean-squares, mae or huber.",
                nameOf(loss), dataset.name, fmt::join(dataset.targetNames, ", "))};
  if (outputs != dataset.outputs())
    return Error{message("The output layer has {} units, but {} asks for {} numbers ({}). Give it {}.",
                         outputs, dataset.name, dataset.outputs(), fmt::join(dataset.targetNames, ", "),
                         dataset.outputs())};
  return {};
}

}  // namespace

Experiment seedExperiment() {
  Experiment experiment;
  experiment.network.layers = {{.units = 64, .activation = Activation::Relu, .frozen = false},
                               {.units = 10, .activation = Activation::Softmax, .frozen = false}};
  experiment.network.initializer = Initializer::He;  // made for ReLU
  return experiment;
}

Result<void> validate(const Experiment& experiment, const Dataset& dataset) {
  const TrainingSpec& training = experiment.training;
  if (!(training.learningRate > 0 && training.learningRate <= kMaxLearningRate))
    return Error{message("The learning rate is {}; it must be greater than 0 and at most {:.0f}.",
                         training.learningRate, kMaxLearningRate)};
  if (const auto valid = validateFields(training); !valid) return valid;
  if (training.augmentation.movesPixels() && !dataset.shape.isImage())
    return Error{
        message("Shifting, turning and zooming training samples is for images, but those of {} are none. Set "
                "them to 0; noise can be added to all samples.",
                dataset.name)};
  if (const auto valid = validate(experiment.network, dataset.shape); !valid) return valid;
  const std::vector<Shape> shapes = layerShapes(experiment.network, dataset.shape).value();
  if (const auto valid = validateBatch(training, shapes, dataset); !valid) return valid;
  const Index outputs = shapes.back().size();
  const Activation activation = experiment.network.layers.back().activation;
  if (const auto valid = validate(training.loss, activation, outputs); !valid) return valid;
  if (!dataset.hasClasses()) return validateNumbers(training.loss, dataset, outputs);
  const bool isOneForTwo = outputs == 1 && dataset.classes() == 2;
  if (outputs != dataset.classes() && !isOneForTwo)
    return Error{message("The output layer has {} units, but {} has {} classes. Give it {} units{}.", outputs,
                         dataset.name, dataset.classes(), dataset.classes(),
                         dataset.classes() == 2 ? message(" or one") : Message())};
  return {};
}

void fitTo(Experiment& experiment, const Dataset& dataset) {
  experiment.data = {.name = dataset.name, .own = dataset.own};
  auto& layers = experiment.network.layers;
  if (!dataset.shape.isImage())
    experiment.training.augmentation = {.noise = experiment.training.augmentation.noise};
  if (!dataset.shape.isImage())
    std::erase_if(layers, [](const LayerSpec& layer) { return needsImages(layer.kind); });
  LayerSpec& output = layers.back();
  Loss& loss = experiment.training.loss;
  const bool hasFitting = dataset.hasClasses() && output.units == 1 && dataset.classes() == 2;
  if (hasFitting || output.units == dataset.outputs()) {
    if (dataset.hasClasses() || validateNumbers(loss, dataset, output.units)) return;
  }
  if (dataset.hasClasses()) {
    const bool wasForNumbers = output.activation == Activation::Linear;
    output.units = dataset.classes();
    if (wasForNumbers) output.activation = Activation::Softmax;
  } else {
    output.units = dataset.outputs();
    if (output.activation != Activation::Tanh) output.activation = Activation::Linear;
  }
  if (!validate(loss, output.activation, output.units) ||
      (!dataset.hasClasses() && !validateNumbers(loss, dataset, output.units)))
    loss = usualLoss(output.activation);
  if (loss != Loss::CrossEntropy && loss != Loss::BinaryCrossEntropy)
    experiment.training.labelSmoothing = 0;  // for classes only
}

bool choosesByLoss(const TrainingSpec& training) {
  return training.schedule.kind == ScheduleKind::Plateau || training.stopping.patience > 0 ||
         training.stopping.targetAccuracy > 0;
}

TrainingSpec liveTraining(const TrainingSpec& before, const TrainingSpec& after) {
  TrainingSpec live = before;
  live.learningRate = after.learningRate;
  live.settings = after.settings;
  live.clipping = after.clipping;
  live.schedule = after.schedule;
  live.stopping = after.stopping;
  return live;
}

Experiment withLiveSettings(Experiment base, const Experiment& live) {
  base.training = liveTraining(base.training, live.training);
  if (areAlike(base.data.own, live.data.own)) base.data.own = live.data.own;
  const std::size_t layers = std::min(base.network.layers.size(), live.network.layers.size());
  for (std::size_t i = 0; i < layers; ++i) {
    base.network.layers[i].frozen = live.network.layers[i].frozen;
    base.network.layers[i].rateFactor = live.network.layers[i].rateFactor;
  }
  return base;
}

Change compare(const Experiment& before, const Experiment& after) {
  if (before == after) return Change::None;
  return withLiveSettings(before, after) == after ? Change::Live : Change::Rebuild;
}

}  // namespace pellucid::engine
