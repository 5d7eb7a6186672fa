// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/training_edits.h"

#include "engine/train/training_fields.h"
#include "ui/document/training_names.h"
#include "ui/widgets/engine_names.h"

namespace pellucid::ui::edit {
namespace {

using engine::Result;
using engine::TrainingSpec;

/// Sets one value of one part of the training. `group` is the name of the part, with %1 for the name of the
/// value and %2 for the value itself.
template <class Part, class Number>
Result<void> setNumber(Document& document, const QString& group, Part TrainingSpec::*part,
                       Number Part::*number, Number value) {
  engine::Experiment experiment = document.experiment();
  experiment.training.*part.*number = value;
  return document.commit(group.arg(numberName(number)).arg(value), experiment);
}

}  // namespace

Result<void> setOptimizerNumber(Document& document, double engine::OptimizerSettings::*number, double value) {
  return setNumber(document, QObject::tr("%1: %2"), &TrainingSpec::settings, number, value);
}

Result<void> restoreOptimizerDefaults(Document& document) {
  engine::Experiment experiment = document.experiment();
  engine::OptimizerSettings& settings = experiment.training.settings;
  const engine::OptimizerSettings before = settings;
  settings = defaultSettings(experiment.training.optimizer);
  settings.l1 = before.l1;
  settings.l2 = before.l2;
  settings.weightDecay = before.weightDecay;
  return document.commit(QObject::tr("defaults of %1").arg(nameText(experiment.training.optimizer)),
                         experiment);
}

Result<void> setScheduleKind(Document& document, engine::ScheduleKind kind) {
  engine::Experiment experiment = document.experiment();
  engine::Schedule& schedule = experiment.training.schedule;
  if (schedule.kind == kind) return {};
  const std::int64_t warmup = schedule.warmupSteps;
  schedule = defaultSchedule(kind);
  schedule.warmupSteps = warmup;
  // One with a length runs as long as the run, where that is known.
  const std::int64_t epochs = experiment.training.stopping.epochs;
  if (epochs > 0 && uses(kind, &engine::Schedule::epochs))
    schedule.epochs = std::min(epochs, engine::kMaxEpochs);
  return document.commit(QObject::tr("schedule %1").arg(nameText(kind)), experiment);
}

Result<void> setScheduleNumber(Document& document, double engine::Schedule::*number, double value) {
  return setNumber(document, QObject::tr("schedule, %1: %2"), &TrainingSpec::schedule, number, value);
}

Result<void> setScheduleNumber(Document& document, std::int64_t engine::Schedule::*number,
                               std::int64_t value) {
  return setNumber(document, QObject::tr("schedule, %1: %2"), &TrainingSpec::schedule, number, value);
}

Result<void> setClipping(Document& document, double engine::Clipping::*limit, double value) {
  return setNumber(document, QObject::tr("clipping, %1: %2"), &TrainingSpec::clipping, limit, value);
}

Result<void> setStopping(Document& document, double engine::Stopping::*rule, double value) {
  engine::Experiment experiment = document.experiment();
  experiment.training.stopping.*rule = value;
  return document.commit(QObject::tr("stop at %1 %").arg(100 * value), experiment);
}

Result<void> setStopping(Document& document, std::int64_t engine::Stopping::*rule, std::int64_t value) {
  return setNumber(document, QObject::tr("stop when, %1: %2"), &TrainingSpec::stopping, rule, value);
}

Result<void> setAugmentation(Document& document, double engine::Augmentation::*most, double value) {
  return setNumber(document, QObject::tr("varied samples, %1: %2"), &TrainingSpec::augmentation, most, value);
}

Result<void> setLabelSmoothing(Document& document, double share) {
  engine::Experiment experiment = document.experiment();
  experiment.training.labelSmoothing = share;
  return document.commit(QObject::tr("label smoothing %1").arg(share), experiment);
}

Result<void> setShuffle(Document& document, bool shuffles) {
  engine::Experiment experiment = document.experiment();
  experiment.training.shuffle = shuffles;
  return document.commit(
      shuffles ? QObject::tr("shuffle the samples") : QObject::tr("keep the order of samples"), experiment);
}

}  // namespace pellucid::ui::edit
