// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/sample_names.h"

#include <QCoreApplication>

#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct SampleNames {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::SampleNames)
};

}  // namespace

QString sampleName(const Moment& moment) {
  const bool hasImages = moment.dataset->shape.isImage();
  if (const auto index = moment.input.testIndex)
    return (hasImages ? SampleNames::tr("Test image #%1 of %2") : SampleNames::tr("Test sample #%1 of %2"))
        .arg(countText(*index), countText(moment.dataset->test.size()));
  if (const auto index = moment.input.trainIndex)
    return (hasImages ? SampleNames::tr("Training image #%1 of %2")
                      : SampleNames::tr("Training sample #%1 of %2"))
        .arg(countText(*index), countText(moment.dataset->train.size()));
  return hasImages ? SampleNames::tr("Your own image") : SampleNames::tr("Your own input");
}

QString targetText(const Moment& moment) {
  if (!moment.input.hasChosenTarget()) return {};
  const engine::Dataset& dataset = *moment.dataset;
  const auto nameOf = [&](engine::Index label) { return outputName(dataset, dataset.classes(), label); };
  const auto join = [&](const engine::Vector& numbers) {
    QStringList parts;
    for (engine::Index i = 0; i < numbers.size(); ++i)
      parts << (dataset.outputs() == 1 ? valueText(numbers[i])
                                       : QString("%1 = %2").arg(outputName(dataset, dataset.outputs(), i),
                                                                valueText(numbers[i])));
    return parts.join(QStringLiteral(", "));
  };
  const Input& input = moment.input;
  const QString mine = input.chosen.label ? nameOf(*input.chosen.label) : join(input.chosen.numbers);
  const QString theirs = input.target ? nameOf(*input.target) : join(input.numbers);
  return theirs.isEmpty() ? SampleNames::tr("Target chosen by you: %1.").arg(mine)
                          : SampleNames::tr("Target chosen by you: %1. The data say %2.").arg(mine, theirs);
}

}  // namespace pellucid::ui
