// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_image.h"

#include <QCoreApplication>

#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct SampleImageText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::SampleImageText)
};

}  // namespace

engine::Vector unscaledInputs(const engine::Dataset& data, SampleRef sample) {
  engine::Vector values = engine::sample(splitOf(data, sample.part), data.inputs(), sample.index);
  engine::unscale(data.scaling.inputs, values);
  return values;
}

QImage sampleImage(const engine::Dataset& data, SampleRef sample) {
  return pictureOf(data, engine::sample(splitOf(data, sample.part), data.inputs(), sample.index));
}

QString sampleTitle(SampleRef sample) {
  const QString number = countText(sample.index);
  switch (sample.part) {
    case SamplePart::Train:
      return SampleImageText::tr("Training sample #%1").arg(number);
    case SamplePart::Validation:
      return SampleImageText::tr("Validation sample #%1").arg(number);
    case SamplePart::Test:
      break;
  }
  return SampleImageText::tr("Test sample #%1").arg(number);
}

QString sampleAnswer(const engine::Dataset& data, SampleRef sample) {
  const engine::Split& split = splitOf(data, sample.part);
  if (data.hasClasses())
    return QString::fromStdString(data.classNames[split.labels[static_cast<std::size_t>(sample.index)]]);
  engine::Vector numbers = split.targets.col(sample.index);
  engine::unscale(data.scaling.targets, numbers);
  QStringList parts;
  for (engine::Index i = 0; i < numbers.size(); ++i)
    parts << SampleImageText::tr("%1 = %2").arg(
        QString::fromStdString(data.targetNames[static_cast<std::size_t>(i)]),
        valueText(static_cast<double>(numbers(i))));
  return parts.join(QStringLiteral(", "));
}

}  // namespace pellucid::ui
