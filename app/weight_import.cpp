// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weight_import.h"

#include <QFile>
#include <QFileInfo>

#include "engine/transfer/plan.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {

WeightImport::WeightImport(ui::Document& document, ui::RunController& run)
    : m_document(document), m_run(run) {}

void WeightImport::takeFrom(const QString& path) {
  const std::filesystem::path file = QFile::encodeName(path).toStdString();
  m_reader.request([file](const engine::Progress&) { return loadModel(file, engine::Streams::Refused); },
                   [this, path](engine::Result<LoadedModel> loaded) {
                     if (!loaded) return emit failed(ui::messageText(loaded.error().message));
                     take(QFileInfo(path).fileName(), *std::move(loaded));
                   });
}

void WeightImport::take(const QString& file, LoadedModel loaded) {
  if (const auto may = m_document.mayChange(); !may || !m_document.hasData())
    return emit failed(may ? tr("There is no network yet: the data are still being read.")
                           : ui::messageText(may.error().message));
  engine::Experiment experiment = m_document.experiment();
  const engine::Shape& shape = m_document.dataset()->shape;
  if (const auto kept = keepScaling(*m_document.dataset(), loaded, experiment); !kept)
    return emit failed(ui::messageText(kept.error().message));
  // The added scaling may be one layer too many, or come before a convolution.
  const auto network = engine::Network::create(experiment.network, shape);
  if (!network) return emit failed(ui::messageText(network.error().message));
  const bool isScaled = experiment.network.layers.size() > m_document.experiment().network.layers.size();
  engine::TrainedModel source = std::move(loaded.model);
  source.name = file.toStdString();
  const auto fits = compareLayers(source.network, source.shape, experiment.network, shape);
  engine::TransferPlan plan;
  int taken = 0;
  int learning = 0;
  bool isScalingSeen = false;
  for (std::size_t i = 0; i < experiment.network.layers.size(); ++i) {
    plan.push_back(fits[i].fits ? engine::LayerPlan::Copy : engine::LayerPlan::New);
    const engine::LayerSpec& layer = experiment.network.layers[i];
    if (!hasParameters(layer.kind)) continue;
    if (isScaled && learning == 0 && layer.kind == engine::LayerKind::BatchNorm && !isScalingSeen) {
      isScalingSeen = true;  // which was just added
      continue;
    }
    ++learning;
    taken += fits[i].fits ? 1 : 0;
  }
  if (taken == 0)
    return emit failed(tr("%1 has no layer of the kind and shape of the layer at the same place here, so its "
                          "weights can't be taken.")
                           .arg(file));
  auto weights =
      transplant(source, experiment.network, shape, plan, (*network)->initialParameters(experiment.seed));
  engine::check(weights.has_value(), "WeightImport: the plan copies only what fits");
  if (const auto begun = m_run.goOnWith(experiment, *std::move(weights), tr("weights of %1").arg(file));
      !begun)
    return emit failed(ui::messageText(begun.error().message));
  QString report;
  if (taken == learning && isScaled)
    report = tr("The run begins with the weights of %1, and with a frozen layer that scales the inputs as "
                "it wants them. Undo brings back the one before.")
                 .arg(file);
  else if (taken == learning)
    report = tr("The run begins with the weights of %1. Undo brings back the one before.").arg(file);
  else
    report = tr("Of %Ln layer(s) with weights, %1 begin with those of %2; the others differ in kind or "
                "shape, and begin with those of the seed. Undo brings back the run before.",
                nullptr, learning)
                 .arg(taken)
                 .arg(file);
  for (const engine::Message& assumed : source.notes) report += QLatin1Char(' ') + ui::messageText(assumed);
  emit this->taken(report);
}

}  // namespace pellucid::app
