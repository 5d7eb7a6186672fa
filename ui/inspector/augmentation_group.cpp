// SPDX-License-Identifier: GPL-3.0-or-later
// How training samples are varied: the group Varied samples of training_groups.h.
#include <QCoreApplication>

#include "engine/train/training_fields.h"
#include "ui/document/training_edits.h"
#include "ui/document/training_names.h"
#include "ui/inspector/augmented_samples.h"
#include "ui/inspector/training_groups.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::Augmentation;

struct AugmentationGroup {
  Q_DECLARE_TR_FUNCTIONS(AugmentationGroup)
};

void addMost(SettingsGroup& group, double Augmentation::*most, double step, const QString& tip) {
  engine::Range range;
  for (const auto& field : engine::kNumberFields<Augmentation>)
    if (field.member == most) range = field.range;
  group.addNumber(
      {.text = {.label = numberName(most), .tip = tip, .acts = SettingsGroup::Acts::NewRun},
       .range = range,
       .step = step,
       .zero = AugmentationGroup::tr("none"),
       .read = [most](const engine::Experiment& e) { return e.training.augmentation.*most; },
       .write = [most](Document& d, double value) { return edit::setAugmentation(d, most, value); },
       .isShown =
           [most](const Document& d) {
             return most == &Augmentation::noise || !d.hasData() || d.dataset()->shape.isImage();
           }});
}

}  // namespace

SettingsGroup* makeAugmentationGroup(Document& document) {
  auto* group =
      new SettingsGroup(document, QStringLiteral("augmentation"), AugmentationGroup::tr("Varied samples"));
  addMost(*group, &Augmentation::shift, 0.05,
          AugmentationGroup::tr(
              "Each time that a training image is seen it is moved by chance, by up to this share of its "
              "sides. What the network learns then depends less on where things stand. Test images stay as "
              "they are."));
  addMost(*group, &Augmentation::turn, 5,
          AugmentationGroup::tr("Each time that a training image is seen it is turned by chance, by up to so "
                                "many degrees either way. Take care that no 6 becomes a 9."));
  addMost(*group, &Augmentation::zoom, 0.05,
          AugmentationGroup::tr("Each time that a training image is seen it is made larger or smaller by "
                                "chance, by up to this share."));
  addMost(*group, &Augmentation::noise, 0.05,
          AugmentationGroup::tr(
              "The standard deviation of random numbers that are added to the inputs of training samples "
              "each time that they are seen. Pixels go from 0 to 1, and stay there."));
  auto* samples = new AugmentedSamples;
  group->addWide(samples, [samples](const Document& d) {
    samples->show(d.experiment(), d.hasData() ? d.dataset() : nullptr);
  });
  group->setSummaryOf([](const Document& d) {
    const Augmentation& augmentation = d.experiment().training.augmentation;
    QStringList parts;
    for (const auto& field : engine::kNumberFields<Augmentation>)
      if (const double value = augmentation.*field.member; value > 0)
        parts << AugmentationGroup::tr("%1 %2").arg(numberName(field.member), valueText(value));
    return parts.isEmpty() ? AugmentationGroup::tr("none") : parts.join(QStringLiteral(", "));
  });
  return group;
}

}  // namespace pellucid::ui
