// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "engine/inspect/answers.h"
#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct UnitsText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::UnitsText)
};

QString answerText(const engine::Dataset& dataset, const engine::Matrix& columns, engine::Index sample) {
  engine::Matrix numbers = columns.col(sample);
  engine::unscale(dataset.scaling.targets, numbers);
  QStringList parts;
  for (engine::Index i = 0; i < numbers.rows(); ++i) {
    const QString value = valueText(static_cast<double>(numbers(i, 0)));
    parts << (numbers.rows() == 1
                  ? value
                  : QStringLiteral("%1 = %2").arg(outputName(dataset, numbers.rows(), i), value));
  }
  return parts.join(QStringLiteral(", "));
}

}  // namespace

QString channelName(const Moment& moment, std::size_t layer, engine::Index channel) {
  if (moment.network().layer(layer).outputShape().isImage()) return UnitsText::tr("map %1").arg(channel + 1);
  return PlaceNames(moment).shortUnit(layer, channel);
}

QString longChannelName(const Moment& moment, std::size_t layer, engine::Index channel) {
  const PlaceNames names(moment);
  if (moment.network().layer(layer).outputShape().isImage())
    return UnitsText::tr("%1, map %2", "a layer and one of its maps")
        .arg(names.layer(layer))
        .arg(channel + 1);
  return names.unit(layer, channel);
}

QString nameOfClass(const engine::Dataset& dataset, engine::Index c) {
  const auto index = static_cast<std::size_t>(c);
  return index < dataset.classNames.size() ? QString::fromStdString(dataset.classNames[index])
                                           : QString::number(c);
}

Said saidBy(const engine::Experiment& experiment, const engine::Matrix& outputs, engine::Index column) {
  const engine::Activation output = experiment.network.layers.back().activation;
  const engine::TargetCoding coding = engine::targetCoding(experiment.training.loss, output, outputs.rows());
  const engine::Index answer = engine::answer(outputs, column, coding.middle());
  const engine::Vector sure = engine::certainties(coding, output, outputs.col(column));
  return {.answer = answer, .certainty = static_cast<double>(sure[answer])};
}

QString verdictOn(const engine::Experiment& experiment, const engine::Dataset& dataset,
                  const engine::Split& split, const engine::Matrix& outputs, engine::Index sample,
                  bool isWhole) {
  if (!dataset.hasClasses())
    return UnitsText::tr("is %1, says %2")
        .arg(answerText(dataset, split.targets, sample), answerText(dataset, outputs, sample));
  const Said said = saidBy(experiment, outputs, sample);
  const QString truth = nameOfClass(dataset, split.labels[static_cast<std::size_t>(sample)]);
  const QString answer = nameOfClass(dataset, said.answer);
  if (!isWhole) return UnitsText::tr("is %1, says %2").arg(truth, answer);
  return UnitsText::tr("is %1, says %2, %3", "a class, the answer, and how sure it is of it")
      .arg(truth, answer, certaintyText(said.certainty));
}

QString rowOf(const engine::Dataset& dataset, const engine::Split& split, engine::Index sample) {
  constexpr engine::Index kMost = 6;
  engine::Matrix values = engine::sample(split, dataset.inputs(), sample);
  engine::unscale(dataset.scaling.inputs, values);
  QStringList parts;
  for (engine::Index i = 0; i < std::min(values.rows(), kMost); ++i)
    parts << QStringLiteral("%1 = %2").arg(inputName(dataset, i),
                                           valueText(static_cast<double>(values(i, 0))));
  if (values.rows() > kMost)
    parts << UnitsText::tr("and %Ln more input(s)", nullptr, static_cast<int>(values.rows() - kMost));
  return parts.join(QStringLiteral(", "));
}

QImage pictureOf(const engine::Dataset& dataset, const engine::Vector& given) {
  engine::Matrix values = given;
  engine::unscale(dataset.scaling.inputs, values);
  const engine::Shape& shape = dataset.shape;
  if (shape.channels != 3) return inputImage(values.col(0), shape);
  const auto byte = [&](engine::Index i) {
    return static_cast<int>(std::lround(std::clamp(static_cast<double>(values(i, 0)), 0.0, 1.0) * 255));
  };
  QImage image(static_cast<int>(shape.width), static_cast<int>(shape.height), QImage::Format_RGB32);
  for (engine::Index p = 0; p < shape.pixels(); ++p) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(p / shape.width)));
    line[p % shape.width] = qRgb(byte(p), byte(p + shape.pixels()), byte(p + 2 * shape.pixels()));
  }
  return image;
}

}  // namespace pellucid::ui
