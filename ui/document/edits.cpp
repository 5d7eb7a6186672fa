// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/edits.h"
#include "engine/model/layer_sizes.h"
#include "ui/document/suited_experiment.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

#include <algorithm>

namespace pellucid::ui::edit {
namespace {

using engine::Activation;
using engine::Error;
using engine::Experiment;
using engine::LayerSpec;
using engine::Loss;

QString name(const Experiment& experiment, std::size_t layer) {
  return layerText(experiment.network, layer);
}

bool isHidden(const Experiment& experiment, std::size_t layer) {
  return layer + 1 < experiment.network.layers.size();
}

/// An output that goes with the loss, for losses that do not go with every output.
Activation fittingOutput(Loss loss) {
  if (loss == Loss::CrossEntropy) return Activation::Softmax;
  if (loss == Loss::BinaryCrossEntropy) return Activation::Sigmoid;
  return Activation::Linear;
}

}  // namespace

Result<void> moveLayer(Document& document, std::size_t from, std::size_t to) {
  Experiment experiment = document.experiment();
  if (!isHidden(experiment, from) || !isHidden(experiment, to))
    return Error{engine::message("The output layer stays last: the answer comes out of it.")};
  auto& layers = experiment.network.layers;
  const auto begin = layers.begin();
  const auto source = static_cast<std::ptrdiff_t>(from);
  const auto target = static_cast<std::ptrdiff_t>(to);
  if (from < to)
    std::rotate(begin + source, begin + source + 1, begin + target + 1);
  else
    std::rotate(begin + target, begin + source, begin + source + 1);
  return document.commit(QObject::tr("move a layer"), experiment);
}

Result<void> setUnits(Document& document, std::size_t layer, engine::Index units, int gesture) {
  Experiment experiment = document.experiment();
  if (!isHidden(experiment, layer))
    return Error{engine::message(
        "The output layer has one unit per class of the data; choose other data to change that.")};
  const engine::LayerKind kind = experiment.network.layers[layer].kind;
  if (kind != engine::LayerKind::Dense && kind != engine::LayerKind::Conv2d)
    return Error{engine::message("{} has as many units as inputs; change the layer before it.",
                                 engine::layerName(experiment.network, layer))};
  const engine::Index most = document.dataset()
                                 ? engine::largestUnits(experiment.network, document.dataset()->shape, layer)
                                 : engine::kMaxUnits;
  experiment.network.layers[layer].units = std::clamp<engine::Index>(units, 1, most);
  const QString count =
      QObject::tr("%Ln unit(s)", nullptr, static_cast<int>(experiment.network.layers[layer].units));
  return document.commit(QObject::tr("%1: %2").arg(name(experiment, layer), count), experiment, gesture);
}

Result<QString> setActivation(Document& document, std::size_t layer, Activation activation) {
  Experiment experiment = document.experiment();
  experiment.network.layers[layer].activation = activation;
  QString note;
  Loss& loss = experiment.training.loss;
  if (!isHidden(experiment, layer) &&
      !engine::validate(loss, activation, experiment.network.layers[layer].units)) {
    note = loss == Loss::CrossEntropy
               ? QObject::tr("Cross-entropy needs softmax, so the loss is now the mean squared error.")
               : QObject::tr("%1 does not go with %2, so the loss is now the mean squared error.")
                     .arg(nameText(loss), nameText(activation));
    loss = Loss::MeanSquaredError;
    experiment.training.labelSmoothing = 0;  // which is only for cross-entropies
  }
  const QString text = QObject::tr("%1: %2").arg(name(experiment, layer), nameText(activation));
  if (const auto done = document.commit(text, experiment); !done) return done.error();
  return note;
}

Result<void> setFrozen(Document& document, std::size_t layer, bool frozen) {
  Experiment experiment = document.experiment();
  if (!engine::hasParameters(experiment.network.layers[layer].kind))
    return Error{
        engine::message("{} has no weights to freeze.", engine::layerName(experiment.network, layer))};
  experiment.network.layers[layer].frozen = frozen;
  return document.commit(
      (frozen ? QObject::tr("freeze %1") : QObject::tr("unfreeze %1")).arg(name(experiment, layer)),
      experiment);
}

Result<void> setLearningRate(Document& document, double rate) {
  Experiment experiment = document.experiment();
  experiment.training.learningRate = rate;
  return document.commit(QObject::tr("learning rate %1").arg(rate), experiment);
}

Result<void> setBatchSize(Document& document, engine::Index size) {
  Experiment experiment = document.experiment();
  experiment.training.batchSize = size;
  return document.commit(QObject::tr("batch size %1").arg(size), experiment);
}

Result<void> setOptimizer(Document& document, engine::Optimizer optimizer) {
  Experiment experiment = document.experiment();
  engine::OptimizerSettings& settings = experiment.training.settings;
  const engine::OptimizerSettings before = settings;
  experiment.training.optimizer = optimizer;
  settings = engine::defaultSettings(optimizer);
  settings.l1 = before.l1;  // penalties go with every optimizer
  settings.l2 = before.l2;
  return document.commit(QObject::tr("optimizer %1").arg(nameText(optimizer)), experiment);
}

Result<QString> setLoss(Document& document, Loss loss) {
  Experiment experiment = document.experiment();
  experiment.training.loss = loss;
  QStringList notes;
  if (double& smoothing = experiment.training.labelSmoothing;
      smoothing > 0 && loss != Loss::CrossEntropy && loss != Loss::BinaryCrossEntropy) {
    smoothing = 0;
    notes << QObject::tr("Label smoothing is for cross-entropies, so it is off now.");
  }
  LayerSpec& output = experiment.network.layers.back();
  if (!engine::validate(loss, output.activation, output.units)) {
    output.activation = fittingOutput(loss);
    notes << (loss == Loss::CrossEntropy
                  ? QObject::tr("Cross-entropy needs probabilities, so the output is now softmax.")
                  : QObject::tr("The output is now %1, which %2 needs.")
                        .arg(nameText(output.activation), nameText(loss)));
  }
  const auto done = document.commit(QObject::tr("loss %1").arg(nameText(loss)), experiment);
  if (!done) return done.error();
  return notes.join(QLatin1Char(' '));
}

Result<void> setInitializer(Document& document, engine::Initializer initializer) {
  Experiment experiment = document.experiment();
  experiment.network.initializer = initializer;
  return document.commit(QObject::tr("initial weights %1").arg(nameText(initializer)), experiment);
}

Result<void> setSeed(Document& document, std::uint64_t seed) {
  Experiment experiment = document.experiment();
  experiment.seed = seed;
  return document.commit(QObject::tr("seed %1").arg(seed), experiment);
}

Result<void> setData(Document& document, const engine::DatasetPtr& dataset) {
  Experiment experiment = document.experiment();
  // The user's own design is kept as far as possible; the usual one gives way to that of these data.
  const bool isUsual = document.dataset() ? document.hasData() && isSuited(experiment, *document.dataset())
                                          : experiment == engine::seedExperiment();
  if (isUsual) {
    const std::uint64_t seed = experiment.seed;
    experiment = suitedExperiment(*dataset);
    experiment.seed = seed;
  } else {
    engine::fitTo(experiment, *dataset);
  }
  return document.commit(QObject::tr("data %1").arg(QString::fromStdString(dataset->name)), experiment,
                         dataset);
}

}  // namespace pellucid::ui::edit
