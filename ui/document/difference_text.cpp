// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/difference_text.h"

#include <QCoreApplication>

#include "engine/train/training_fields.h"
#include "ui/document/training_names.h"
#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::Experiment;
using engine::LayerSpec;
using engine::NetworkSpec;
using engine::TrainingSpec;

struct DifferenceText {
  Q_DECLARE_TR_FUNCTIONS(DifferenceText)
};

QString settingNumber(double value) {
  return shortValueText(value);
}
QString settingNumber(std::int64_t value) {
  return countText(value);
}

/// The values that differ between two versions of a part, out of those in one of its tables.
template <class Fields, class Part>
void addNumbers(const Fields& fields, const Part& before, const Part& after, QStringList& parts) {
  for (const auto& field : fields) {
    if (before.*field.member == after.*field.member) continue;
    const QString name = numberName(field.member);
    parts << (after.*field.member == 0
                  ? DifferenceText::tr("%1 off").arg(name)
                  : DifferenceText::tr("%1 %2").arg(name, settingNumber(after.*field.member)));
  }
}

void addPadlocks(const NetworkSpec& before, const NetworkSpec& after, QStringList& parts) {
  for (std::size_t i = 0; i < after.layers.size(); ++i) {
    const LayerSpec& now = after.layers[i];
    const QString name = layerText(after, i);
    if (now.frozen != before.layers[i].frozen)
      parts << (now.frozen ? DifferenceText::tr("%1 frozen") : DifferenceText::tr("%1 thawed")).arg(name);
    if (now.rateFactor != before.layers[i].rateFactor)
      parts << DifferenceText::tr("%1's rate × %2").arg(name, shortValueText(now.rateFactor));
  }
}

/// Whether the layers differ in more than what acts at once.
bool isRebuilt(LayerSpec before, const LayerSpec& after) {
  before.frozen = after.frozen;
  before.rateFactor = after.rateFactor;
  return before != after;
}

bool hasUnits(const LayerSpec& layer) {
  return layer.kind == engine::LayerKind::Dense || layer.kind == engine::LayerKind::Conv2d;
}

QString layerDifference(const NetworkSpec& before, const NetworkSpec& after, std::size_t i) {
  const LayerSpec& old = before.layers[i];
  const LayerSpec& now = after.layers[i];
  const QString name = layerText(after, i);
  if (old.kind != now.kind) return DifferenceText::tr("another %1").arg(name);
  if (hasUnits(now) && old.units != now.units) {
    const QString units = DifferenceText::tr("%1 → %Ln unit(s)", nullptr, static_cast<int>(now.units))
                              .arg(countText(old.units));
    constexpr std::size_t kOneHidden = 2;
    return after.layers.size() <= kOneHidden ? units : DifferenceText::tr("%1: %2").arg(name, units);
  }
  if (old.activation != now.activation)
    return DifferenceText::tr("%1 %2").arg(name, nameText(now.activation));
  if (old.initializer != now.initializer && now.initializer)
    return DifferenceText::tr("%1 drawn by %2").arg(name, nameText(*now.initializer));
  if (old.rate != now.rate) return DifferenceText::tr("%1 %2").arg(name, percentText(now.rate, 0));
  return DifferenceText::tr("%1 changed").arg(name);
}

void addNetwork(const NetworkSpec& before, const NetworkSpec& after, bool areOtherData, QStringList& parts) {
  const auto count = static_cast<int>(after.layers.size()) - static_cast<int>(before.layers.size());
  if (count != 0) {
    parts << (count > 0 ? DifferenceText::tr("%Ln more layer(s)", nullptr, count)
                        : DifferenceText::tr("%Ln fewer layer(s)", nullptr, -count));
  } else {
    const std::size_t last = after.layers.size() - (areOtherData ? 1 : 0);  // which follows the data
    for (std::size_t i = 0; i < last; ++i)
      if (isRebuilt(before.layers[i], after.layers[i])) parts << layerDifference(before, after, i);
    addPadlocks(before, after, parts);
  }
  if (before.initializer != after.initializer)
    parts << DifferenceText::tr("initial weights %1").arg(nameText(after.initializer));
}

/// For the user's own samples, with which a run continues.
void addSamples(const engine::OwnSamplesPtr& before, const engine::OwnSamplesPtr& after, QStringList& parts) {
  if (!before || !after || engine::areEqual(before, after)) return;
  const auto count = static_cast<int>(after->size()) - static_cast<int>(before->size());
  if (count > 0)
    parts << DifferenceText::tr("%Ln sample(s) added", nullptr, count);
  else if (count < 0)
    parts << DifferenceText::tr("%Ln sample(s) erased", nullptr, -count);
  else
    parts << (before->classes != after->classes ? DifferenceText::tr("a class renamed")
                                                : DifferenceText::tr("samples changed"));
}

/// When the optimizer itself has changed, leaves out the values that only some optimizers have.
void addTraining(const TrainingSpec& before, const TrainingSpec& after, QStringList& parts) {
  if (before.optimizer != after.optimizer)
    parts << DifferenceText::tr("optimizer %1").arg(nameText(after.optimizer));
  const bool isSameKind = before.schedule.kind == after.schedule.kind;
  if (!isSameKind) parts << DifferenceText::tr("schedule %1").arg(nameText(after.schedule.kind));
  if (before.optimizer == after.optimizer)
    addNumbers(engine::kNumberFields<engine::OptimizerSettings>, before.settings, after.settings, parts);
  addNumbers(engine::kNumberFields<engine::Clipping>, before.clipping, after.clipping, parts);
  if (isSameKind) {
    addNumbers(engine::kNumberFields<engine::Schedule>, before.schedule, after.schedule, parts);
    addNumbers(engine::kCountFields<engine::Schedule>, before.schedule, after.schedule, parts);
  }
  addNumbers(engine::kNumberFields<engine::Stopping>, before.stopping, after.stopping, parts);
  addNumbers(engine::kCountFields<engine::Stopping>, before.stopping, after.stopping, parts);
}

}  // namespace

QStringList liveDifferences(const Experiment& before, const Experiment& after) {
  QStringList parts;
  addSamples(before.data.own, after.data.own, parts);
  addPadlocks(before.network, after.network, parts);
  addTraining(before.training, after.training, parts);
  return parts;
}

QStringList differences(const Experiment& before, const Experiment& after) {
  QStringList parts;
  const bool areOtherData = before.data != after.data;
  if (engine::areAlike(before.data.own, after.data.own) && before.data.name == after.data.name)
    addSamples(before.data.own, after.data.own, parts);
  else if (areOtherData)
    parts << datasetTitle(QString::fromStdString(after.data.name));
  addNetwork(before.network, after.network, areOtherData, parts);
  const TrainingSpec& old = before.training;
  const TrainingSpec& now = after.training;
  if (old.learningRate != now.learningRate)
    parts << DifferenceText::tr("rate %1").arg(valueText(now.learningRate));
  if (old.batchSize != now.batchSize) parts << DifferenceText::tr("batch %1").arg(countText(now.batchSize));
  if (old.loss != now.loss && !areOtherData) parts << nameText(now.loss);
  if (old.shuffle != now.shuffle)
    parts << (now.shuffle ? DifferenceText::tr("shuffled") : DifferenceText::tr("not shuffled"));
  addNumbers(engine::kNumberFields<engine::Augmentation>, old.augmentation, now.augmentation, parts);
  if (old.labelSmoothing != now.labelSmoothing)
    parts << (now.labelSmoothing == 0
                  ? DifferenceText::tr("no label smoothing")
                  : DifferenceText::tr("label smoothing %1").arg(shortValueText(now.labelSmoothing)));
  addTraining(old, now, parts);
  if (before.seed != after.seed) parts << DifferenceText::tr("seed %1").arg(after.seed);
  return parts;
}

QString firstOf(const QStringList& parts) {
  if (parts.size() < 2) return parts.value(0);
  return DifferenceText::tr("%1 and %Ln more", nullptr, static_cast<int>(parts.size()) - 1)
      .arg(parts.front());
}

}  // namespace pellucid::ui
