// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/varied_setting.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/widgets/engine_names.h"

namespace pellucid::ui {
namespace {

struct VariedSettings {
  Q_DECLARE_TR_FUNCTIONS(VariedSettings)
};

constexpr std::size_t kMostValues = 20;

}  // namespace

double VariedSetting::valueIn(const engine::Experiment& experiment) const {
  switch (kind) {
    case Kind::LearningRate:
      return experiment.training.learningRate;
    case Kind::BatchSize:
      return static_cast<double>(experiment.training.batchSize);
    case Kind::Units:
      break;
  }
  return static_cast<double>(experiment.network.layers[layer].units);
}

engine::Experiment VariedSetting::with(engine::Experiment experiment, double value) const {
  const auto whole = static_cast<engine::Index>(std::llround(value));
  switch (kind) {
    case Kind::LearningRate:
      experiment.training.learningRate = value;
      break;
    case Kind::BatchSize:
      experiment.training.batchSize = whole;
      break;
    case Kind::Units:
      experiment.network.layers[layer].units = whole;
      break;
  }
  return experiment;
}

std::vector<double> VariedSetting::suggestions(const engine::Experiment& experiment) const {
  const double now = valueIn(experiment);
  std::vector<double> values;
  for (const double factor :
       isWhole() ? std::vector{0.25, 0.5, 1.0, 2.0, 4.0} : std::vector{0.1, 0.3, 1.0, 3.0, 10.0})
    // Without rounding residue: 0.0003, not 0.00029999999999999997.
    values.push_back(isWhole() ? std::max(1.0, std::round(now * factor))
                               : QString::number(now * factor, 'g', 6).toDouble());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::vector<VariedSetting> variedSettings(const engine::Experiment& experiment) {
  std::vector<VariedSetting> settings = {
      {.kind = VariedSetting::Kind::LearningRate, .layer = 0, .name = VariedSettings::tr("Learning rate")},
      {.kind = VariedSetting::Kind::BatchSize, .layer = 0, .name = VariedSettings::tr("Batch size")}};
  const auto& layers = experiment.network.layers;
  for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
    const bool isConv = layers[i].kind == engine::LayerKind::Conv2d;
    if (!isConv && layers[i].kind != engine::LayerKind::Dense) continue;
    settings.push_back(
        {.kind = VariedSetting::Kind::Units,
         .layer = i,
         .name = (isConv ? VariedSettings::tr("Filters of %1") : VariedSettings::tr("Units of %1"))
                     .arg(layerText(experiment.network, i))});
  }
  return settings;
}

std::vector<double> parsedValues(const QString& text, const VariedSetting& setting) {
  static const QRegularExpression kBetween(QStringLiteral("[\\s,;]+"));
  std::vector<double> values;
  for (const QString& part : text.split(kBetween, Qt::SkipEmptyParts)) {
    bool isNumber = false;
    const double value = part.toDouble(&isNumber);
    const bool isAllowed =
        std::isfinite(value) && value > 0 && (!setting.isWhole() || value == std::round(value));
    if (!isNumber || !isAllowed) return {};
    values.push_back(value);
  }
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values.size() > kMostValues ? std::vector<double>() : values;
}

QString valuesText(const std::vector<double>& values) {
  QStringList texts;
  for (const double value : values) texts << QString::number(value, 'g', 6);
  return texts.join(QStringLiteral(", "));
}

}  // namespace pellucid::ui
