// SPDX-License-Identifier: GPL-3.0-or-later
// How a gradient becomes a step: the groups Steps, Penalties and Clipping of training_groups.h.
#include <QCoreApplication>
#include <QPushButton>

#include "engine/train/training_fields.h"
#include "ui/document/edits.h"
#include "ui/document/training_edits.h"
#include "ui/document/training_names.h"
#include "ui/inspector/training_groups.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::Clipping;
using engine::Experiment;
using engine::Optimizer;
using engine::OptimizerSettings;
using Acts = SettingsGroup::Acts;

struct OptimizerGroups {
  Q_DECLARE_TR_FUNCTIONS(OptimizerGroups)
};

template <class Part>
engine::Range rangeOfNumber(double Part::*number) {
  for (const auto& field : engine::kNumberFields<Part>)
    if (field.member == number) return field.range;
  return {};
}

/// A value of the optimizer's settings, where its formula has it.
void addOptimizerNumber(SettingsGroup& group, double OptimizerSettings::*number, const QString& tip,
                        double step, double first = 1e-4, const QString& zero = {}) {
  group.addNumber(
      {.text = {.label = numberName(number), .tip = tip},
       .range = rangeOfNumber(number),
       .step = step,
       .first = first,
       .zero = zero,
       .read = [number](const Experiment& e) { return e.training.settings.*number; },
       .write = [number](Document& document,
                         double value) { return edit::setOptimizerNumber(document, number, value); },
       .isShown =
           [number](const Document& document) {
             return uses(document.experiment().training.optimizer, number);
           }});
}

/// The defaults of the values in the optimizer's formula, as "β1 0.9, β2 0.999".
QString usualNumbers(Optimizer optimizer) {
  const OptimizerSettings usual = defaultSettings(optimizer);
  QStringList parts;
  for (const auto number :
       {&OptimizerSettings::momentum, &OptimizerSettings::beta1, &OptimizerSettings::beta2,
        &OptimizerSettings::alpha, &OptimizerSettings::rho, &OptimizerSettings::epsilon})
    if (uses(optimizer, number))
      parts << OptimizerGroups::tr("%1 %2").arg(numberName(number), valueText(usual.*number));
  return parts.join(QStringLiteral(", "));
}

bool hasUsualNumbers(const engine::TrainingSpec& training) {
  OptimizerSettings usual = defaultSettings(training.optimizer);
  usual.l1 = training.settings.l1;
  usual.l2 = training.settings.l2;
  usual.weightDecay = training.settings.weightDecay;
  return training.settings == usual;
}

/// Shown where there is something to reset.
void addDefaults(SettingsGroup& group) {
  auto* button = new QPushButton(OptimizerGroups::tr("Back to defaults"));
  QObject::connect(button, &QPushButton::clicked, &group,
                   [&group] { group.take(edit::restoreOptimizerDefaults(group.document())); });
  group.addRow(
      {.label = {}, .tip = OptimizerGroups::tr("The usual numbers of this optimizer, which are PyTorch's.")},
      button,
      [button](const Document& document) {
        const Optimizer optimizer = document.experiment().training.optimizer;
        button->setToolTip(
            OptimizerGroups::tr("The usual numbers of %1, which are PyTorch's: %2. Takes effect "
                                "at once, even during training.")
                .arg(nameText(optimizer), usualNumbers(optimizer)));
      },
      [](const Document& document) { return !hasUsualNumbers(document.experiment().training); });
  button->setAccessibleName(button->text());
}

}  // namespace

SettingsGroup* makeStepsGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("steps"), OptimizerGroups::tr("Steps"));
  auto* loss = enumBox<engine::Loss>();
  QObject::connect(loss, &QComboBox::activated, group, [group, loss] {
    const auto note = edit::setLoss(group->document(), chosen<engine::Loss>(*loss));
    if (!note) return group->take(note.error());
    if (!note->isEmpty()) group->note(*note);
  });
  group->addRow({.label = OptimizerGroups::tr("Loss"),
                 .tip = OptimizerGroups::tr(
                     "What training tries to make small. Cross-entropy: −log of the probability given to the "
                     "right class. mse: half the squared distance to the target outputs."),
                 .acts = Acts::NewRun},
                loss, [loss](const Document& d) { choose(*loss, d.experiment().training.loss); });
  group->addChoice<Optimizer>(
      {.label = OptimizerGroups::tr("Opti&mizer"),
       .tip = OptimizerGroups::tr("How a gradient becomes an update. SGD takes it as it is, momentum keeps "
                                  "rolling, Adam scales each "
                                  "weight's step by its own history."),
       .acts = Acts::NewRun},
      [](const Experiment& e) { return e.training.optimizer; }, edit::setOptimizer);
  addOptimizerNumber(
      *group, &OptimizerSettings::momentum,
      OptimizerGroups::tr("How much of the last step goes on in the next, μ v. At 0.9 steps add "
                          "up to ten times the gradient where it keeps its direction."),
      0.05);
  addOptimizerNumber(
      *group, &OptimizerSettings::beta1,
      OptimizerGroups::tr("How slowly the mean of the gradient m forgets: m ← β1 m + (1 − β1) g."), 0.05);
  addOptimizerNumber(
      *group, &OptimizerSettings::beta2,
      OptimizerGroups::tr("How slowly the mean of the squared gradient s forgets: s ← β2 s + (1 − β2) g². "
                          "Steps are divided by its root."),
      0.005);
  addOptimizerNumber(*group, &OptimizerSettings::alpha,
                     OptimizerGroups::tr(
                         "How slowly the mean of the squared gradient s forgets: s ← α s + (1 − α) g². Steps "
                         "are divided by its root, so that all weights move about as fast."),
                     0.01);
  addOptimizerNumber(
      *group, &OptimizerSettings::rho,
      OptimizerGroups::tr("How slowly both means of squares forget, that of the gradient s and that of the "
                          "steps u: s ← ρ s + (1 − ρ) g²."),
      0.05);
  addOptimizerNumber(
      *group, &OptimizerSettings::epsilon,
      OptimizerGroups::tr("Added to the root that steps are divided by, so that none is divided "
                          "by 0. A larger one makes small gradients count less."),
      0, 1e-10);
  addDefaults(*group);
  group->setSummaryOf([](const Document& d) {
    const engine::TrainingSpec& training = d.experiment().training;
    return OptimizerGroups::tr("%1, %2").arg(nameText(training.optimizer), nameText(training.loss));
  });
  return group;
}

SettingsGroup* makePenaltiesGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("penalties"), OptimizerGroups::tr("Penalties"));
  const QString off = OptimizerGroups::tr("off");
  addOptimizerNumber(
      *group, &OptimizerSettings::l1,
      OptimizerGroups::tr(
          "Adds L1 times the sum of |w| to what is made small, biases included. It pulls every "
          "weight towards 0 by the same force, so that many become exactly unimportant."),
      0, 1e-5, off);
  addOptimizerNumber(
      *group, &OptimizerSettings::l2,
      OptimizerGroups::tr("Adds L2 times half the sum of w² to what is made small: large weights "
                          "are pulled harder. PyTorch's weight_decay of all but adamw."),
      0, 1e-5, off);
  addOptimizerNumber(
      *group, &OptimizerSettings::weightDecay,
      OptimizerGroups::tr("Every step also shrinks each weight by this share times the learning rate, apart "
                          "from the gradient; the usual choice with adamw, whose default is 0.01."),
      0, 1e-4, off);
  group->addNumber(
      {.text = {.label = OptimizerGroups::tr("Label smoothing"),
                .tip = OptimizerGroups::tr(
                    "A share of each target is spread over all classes, so that the network need not become "
                    "certain: 0.1 asks for about 0.9 instead of 1. Only for cross-entropies."),
                .acts = Acts::NewRun},
       .range = engine::kShareBelowOne,
       .step = 0.05,
       .zero = off,
       .read = [](const Experiment& e) { return e.training.labelSmoothing; },
       .write = edit::setLabelSmoothing,
       .isShown =
           [](const Document& d) {
             const engine::Loss loss = d.experiment().training.loss;
             return loss == engine::Loss::CrossEntropy || loss == engine::Loss::BinaryCrossEntropy;
           }});
  group->setSummaryOf([](const Document& d) {
    const engine::TrainingSpec& training = d.experiment().training;
    QStringList parts;
    for (const auto number :
         {&OptimizerSettings::l1, &OptimizerSettings::l2, &OptimizerSettings::weightDecay})
      if (const double value = training.settings.*number; value > 0)
        parts << OptimizerGroups::tr("%1 %2").arg(numberName(number), valueText(value));
    if (training.labelSmoothing > 0)
      parts << OptimizerGroups::tr("smoothing %1").arg(valueText(training.labelSmoothing));
    return parts.isEmpty() ? OptimizerGroups::tr("off") : parts.join(QStringLiteral(", "));
  });
  return group;
}

SettingsGroup* makeClippingGroup(Document& document) {
  auto* group = new SettingsGroup(document, QStringLiteral("clipping"), OptimizerGroups::tr("Clipping"));
  const auto add = [group](double Clipping::*limit, const QString& tip) {
    group->addNumber(
        {.text = {.label = numberName(limit), .tip = tip},
         .range = rangeOfNumber(limit),
         .first = 0.1,
         .zero = OptimizerGroups::tr("no limit"),
         .read = [limit](const Experiment& e) { return e.training.clipping.*limit; },
         .write = [limit](Document& d, double value) { return edit::setClipping(d, limit, value); }});
  };
  add(&Clipping::norm,
      OptimizerGroups::tr("The greatest length of the gradient of all parameters together: a longer one is "
                          "shortened to it and keeps its direction. It saves a run from single wild steps."));
  add(&Clipping::value,
      OptimizerGroups::tr("The greatest size of each element of the gradient: larger ones are cut to it, "
                          "before the length is looked at."));
  group->setSummaryOf([](const Document& d) {
    const Clipping& clipping = d.experiment().training.clipping;
    QStringList parts;
    if (clipping.norm > 0) parts << OptimizerGroups::tr("whole %1").arg(valueText(clipping.norm));
    if (clipping.value > 0) parts << OptimizerGroups::tr("each %1").arg(valueText(clipping.value));
    return parts.isEmpty() ? OptimizerGroups::tr("no limit") : parts.join(QStringLiteral(", "));
  });
  return group;
}

}  // namespace pellucid::ui
