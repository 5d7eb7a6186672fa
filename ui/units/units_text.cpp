// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "engine/inspect/answers.h"
#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct UnitsText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::UnitsText)
};

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

QString verdictOn(const engine::Experiment& experiment, const engine::Dataset& dataset,
                  const engine::Split& split, const engine::Matrix& outputs, engine::Index sample,
                  bool isWhole) {
  if (!dataset.hasClasses())
    return UnitsText::tr("is %1, says %2")
        .arg(answerNumbers(dataset, split.targets.col(sample)), answerNumbers(dataset, outputs.col(sample)));
  const engine::Said said = engine::saidBy(experiment, outputs, sample);
  const QString truth = classText(dataset, split.labels[static_cast<std::size_t>(sample)]);
  const QString answer = classText(dataset, said.answer);
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

}  // namespace pellucid::ui
