// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/setting_rows.h"

#include <QCoreApplication>

#include "engine/model/layers_text.h"
#include "engine/train/training_fields.h"
#include "ui/document/training_names.h"
#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

struct SettingRows {
  Q_DECLARE_TR_FUNCTIONS(SettingRows)
};

QString rowNumber(double value) {
  return valueText(value);
}
QString rowNumber(std::int64_t value) {
  return countText(value);
}

template <class Part, class Fields>
void addFields(const Fields& fields, const Part& part, std::vector<SettingRow>& rows) {
  for (const auto& field : fields) rows.push_back({numberName(field.member), rowNumber(part.*field.member)});
}

/// "Hidden 1, Output", or "none".
QString layersThat(const engine::NetworkSpec& network, bool (*isMeant)(const engine::LayerSpec&)) {
  QStringList names;
  for (std::size_t i = 0; i < network.layers.size(); ++i)
    if (isMeant(network.layers[i])) names << layerText(network, i);
  return names.isEmpty() ? SettingRows::tr("none") : names.join(SettingRows::tr(", ", "between layers"));
}

}  // namespace

std::vector<SettingRow> settingRows(const Design& design) {
  const engine::Experiment& experiment = design.experiment;
  const engine::TrainingSpec& training = experiment.training;
  const engine::NetworkSpec& network = experiment.network;
  std::vector<SettingRow> rows = {
      {SettingRows::tr("Data"), datasetTitle(QString::fromStdString(experiment.data.name))},
      {SettingRows::tr("Layers"),
       QString::fromStdString(engine::formatLayers(design.dataset->shape, network.layers))
           .replace(QLatin1Char(','), QStringLiteral(", "))},
      {SettingRows::tr("Frozen"),
       layersThat(network, [](const engine::LayerSpec& layer) { return layer.frozen; })},
      {SettingRows::tr("Initial weights"),
       design.initial ? SettingRows::tr("given") : nameText(network.initializer)},
      {SettingRows::tr("Seed"), QString::number(experiment.seed)},
      {SettingRows::tr("Loss"), nameText(training.loss)},
      {SettingRows::tr("Label smoothing"), rowNumber(training.labelSmoothing)},
      {SettingRows::tr("Optimizer"), nameText(training.optimizer)},
      {SettingRows::tr("Learning rate"), rowNumber(training.learningRate)},
      {SettingRows::tr("Batch size"), rowNumber(static_cast<std::int64_t>(training.batchSize))},
      {SettingRows::tr("Order"),
       training.shuffle ? SettingRows::tr("new in each epoch") : SettingRows::tr("of the file")},
  };
  addFields(engine::kNumberFields<engine::OptimizerSettings>, training.settings, rows);
  addFields(engine::kNumberFields<engine::Clipping>, training.clipping, rows);
  addFields(engine::kNumberFields<engine::Augmentation>, training.augmentation, rows);
  rows.push_back({SettingRows::tr("Schedule"), nameText(training.schedule.kind)});
  addFields(engine::kNumberFields<engine::Schedule>, training.schedule, rows);
  addFields(engine::kCountFields<engine::Schedule>, training.schedule, rows);
  addFields(engine::kNumberFields<engine::Stopping>, training.stopping, rows);
  addFields(engine::kCountFields<engine::Stopping>, training.stopping, rows);
  return rows;
}

std::vector<DifferentRow> differentRows(const Design& first, const Design& second) {
  const auto one = settingRows(first);
  const auto other = settingRows(second);
  std::vector<DifferentRow> rows;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i].value != other[i].value)
      rows.push_back({.name = one[i].name, .first = one[i].value, .second = other[i].value});
  if (rows.empty() && first.initial != second.initial)
    rows.push_back({.name = SettingRows::tr("Initial weights"),
                    .first = SettingRows::tr("given"),
                    .second = SettingRows::tr("others")});
  return rows;
}

}  // namespace pellucid::ui
