// SPDX-License-Identifier: GPL-3.0-or-later
// What a run processes, begins with and ends by: the groups Batches, Initial weights and Stop when of
// training_groups.h.
#include <QCheckBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <cmath>

#include "engine/train/training_fields.h"
#include "ui/document/edits.h"
#include "ui/document/training_edits.h"
#include "ui/document/training_names.h"
#include "ui/inspector/training_groups.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::Experiment;
using engine::Stopping;

struct RunGroups {
  Q_DECLARE_TR_FUNCTIONS(RunGroups)
};

/// 0.57 is 57, and not 56.99999999999999.
double inPercent(double share) {
  return std::round(share * 1e10) / 1e8;
}

void addSeed(SettingsGroup& group) {
  auto* seed = new QLineEdit;
  QObject::connect(seed, &QLineEdit::editingFinished, &group, [&group, seed] {
    bool isNumber = false;
    const QString text = seed->text().trimmed();
    const qulonglong value = text.toULongLong(&isNumber);
    if (isNumber) return group.take(edit::setSeed(group.document(), value));
    group.showDocument();
    group.note(RunGroups::tr("The seed \"%1\" is not valid: it must be a whole number from 0 to "
                             "18446744073709551615.")
                   .arg(text));
  });
  group.addRow({.label = RunGroups::tr("Seed"),
                .tip = RunGroups::tr("Where all randomness comes from: the initial weights and the order of "
                                     "samples. The same seed repeats a run exactly."),
                .acts = SettingsGroup::Acts::NewRun},
               seed, [seed](const Document& d) { seed->setText(QString::number(d.experiment().seed)); });
  auto* another = new QPushButton(RunGroups::tr("Another seed"));
  QObject::connect(another, &QPushButton::clicked, &group, [&group] {
    group.take(edit::setSeed(group.document(), group.document().experiment().seed + 1));
  });
  group.addRow(
      {.label = {},
       .tip = RunGroups::tr("The next seed draws other initial weights and another order of samples. "
                            "What differs between two seeds is luck."),
       .acts = SettingsGroup::Acts::NewRun},
      another, nullptr);
  another->setAccessibleName(another->text());
}

void addStoppingCount(SettingsGroup& group, std::int64_t Stopping::*rule, const QString& tip,
                      const QString& zero) {
  for (const auto& field : engine::kCountFields<Stopping>)
    if (field.member == rule)
      group.addCount(
          {.text = {.label = numberName(rule), .tip = tip},
           .least = field.least,
           .most = field.most,
           .zero = zero,
           .read = [rule](const Experiment& e) { return e.training.stopping.*rule; },
           .write = [rule](Document& d, std::int64_t value) { return edit::setStopping(d, rule, value); }});
}

bool hasClasses(const Document& document) {
  return document.dataset() == nullptr || document.dataset()->hasClasses();
}

QString stoppingText(const Stopping& stopping) {
  QStringList parts;
  if (stopping.epochs > 0) parts << RunGroups::tr("%Ln epoch(s)", nullptr, static_cast<int>(stopping.epochs));
  if (stopping.steps > 0) parts << RunGroups::tr("%Ln step(s)", nullptr, static_cast<int>(stopping.steps));
  if (stopping.targetAccuracy > 0) parts << RunGroups::tr("%1 %").arg(inPercent(stopping.targetAccuracy));
  if (stopping.patience > 0) parts << RunGroups::tr("patience %1").arg(countText(stopping.patience));
  return parts.isEmpty() ? RunGroups::tr("you pause it") : parts.join(QStringLiteral(", "));
}

}  // namespace

SettingsGroup* makeBatchesGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("batches"), RunGroups::tr("Batches"));
  group->addCount(
      {.text = {.label = RunGroups::tr("Batch si&ze"),
                .tip = RunGroups::tr("Samples whose gradients are averaged before each update. Small "
                                     "batches are noisy, large ones smooth and slow."),
                .acts = SettingsGroup::Acts::NewRun},
       .least = 1,
       .most = engine::kMaxBatchSize,
       .read = [](const Experiment& e) { return e.training.batchSize; },
       .write = edit::setBatchSize});
  auto* shuffle = new QCheckBox(RunGroups::tr("each epoch"));
  QObject::connect(shuffle, &QCheckBox::clicked, group,
                   [group](bool isChecked) { group->take(edit::setShuffle(group->document(), isChecked)); });
  group->addRow(
      {.label = RunGroups::tr("Shuffle"),
       .tip = RunGroups::tr("Draws a new order of the samples for each epoch. Without it they come as "
                            "they stand in the file, and where that is sorted by class, each batch "
                            "teaches one class and forgets the others."),
       .acts = SettingsGroup::Acts::NewRun},
      shuffle, [shuffle](const Document& d) { shuffle->setChecked(d.experiment().training.shuffle); });
  group->setSummaryOf([](const Document& d) {
    const engine::TrainingSpec& training = d.experiment().training;
    return training.shuffle ? RunGroups::tr("%1, shuffled").arg(countText(training.batchSize))
                            : RunGroups::tr("%1, in order").arg(countText(training.batchSize));
  });
  return group;
}

SettingsGroup* makeWeightsGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("weights"), RunGroups::tr("Initial weights"));
  group->addChoice<engine::Initializer>(
      {.label = RunGroups::tr("Drawn b&y"),
       .tip = RunGroups::tr("How the initial weights are drawn. Glorot keeps signals from growing or fading "
                            "through tanh and sigmoid, He through relu. A layer can have its own, and a run "
                            "can begin with those of a model (Run menu)."),
       .acts = SettingsGroup::Acts::NewRun},
      [](const Experiment& e) { return e.network.initializer; }, edit::setInitializer);
  auto* draw = new QPushButton(RunGroups::tr("Draw instead"));
  QObject::connect(draw, &QPushButton::clicked, group, [group] {
    group->take(group->document().restart(RunGroups::tr("draw the initial weights"), nullptr));
  });
  group->addRow(
      {.label = RunGroups::tr("Carried over"),
       .tip = RunGroups::tr("This run began with weights that were learned before, and Reset returns "
                            "to them. Drawn from the seed, they are random again."),
       .acts = SettingsGroup::Acts::NewRun},
      draw, nullptr, [](const Document& d) { return d.design().initial != nullptr; });
  addSeed(*group);
  group->setSummaryOf([](const Document& d) {
    const Experiment& experiment = d.experiment();
    if (d.design().initial) return RunGroups::tr("carried over, seed %1").arg(experiment.seed);
    return RunGroups::tr("%1, seed %2").arg(nameText(experiment.network.initializer)).arg(experiment.seed);
  });
  return group;
}

SettingsGroup* makeStoppingGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("stopping"), RunGroups::tr("Stop when"));
  const QString never = RunGroups::tr("never");
  addStoppingCount(
      *group, &Stopping::epochs,
      RunGroups::tr("Training stops by itself after so many epochs, counted from the beginning of "
                    "the run. Pressing Train again goes on all the same."),
      never);
  addStoppingCount(*group, &Stopping::steps,
                   RunGroups::tr("The same in steps, of one batch each. Whichever comes first counts."),
                   never);
  group->addNumber(
      {.text = {.label = numberName(&Stopping::targetAccuracy),
                .tip = RunGroups::tr("Training stops once this share of the validation samples, or without "
                                     "them of the test samples, is answered right; asked after each epoch.")},
       .range = {.least = 0, .most = 100},
       .step = 1,
       .zero = never,
       .read = [](const Experiment& e) { return inPercent(e.training.stopping.targetAccuracy); },
       .write = [](Document& d,
                   double value) { return edit::setStopping(d, &Stopping::targetAccuracy, value / 100); },
       .isShown = hasClasses});
  addStoppingCount(
      *group, &Stopping::patience,
      RunGroups::tr("Early stopping: after so many epochs without a new lowest loss of the "
                    "validation samples, or without them of the test samples, training stops and "
                    "the best weights come back."),
      RunGroups::tr("off"));
  group->setSummaryOf([](const Document& d) { return stoppingText(d.experiment().training.stopping); });
  return group;
}

}  // namespace pellucid::ui
