// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct MapText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::MapText)
};

}  // namespace

QString mapTitle(const MapLook& look, std::size_t map) {
  const engine::Dataset& dataset = *look.of.dataset;
  const auto& layer = look.maps[map].layer;
  if (!layer) return dataset.shape.isImage() ? MapText::tr("Pixels") : MapText::tr("Inputs");
  const engine::Snapshot& of = *look.of.snapshot;
  return PlaceNames(*of.network, of.experiment.network, dataset).layer(*layer);
}

QString mapNote(const MapLook& look, std::size_t map, std::optional<double> loss) {
  const LayerMap& of = look.maps[map];
  QString numbers = MapText::tr("%Ln number(s)", nullptr, static_cast<int>(of.dimensions));
  if (of.points.size() == 0) return numbers;
  if (loss) return MapText::tr("%1, KL %2").arg(numbers, fixedText(*loss, 2));
  return MapText::tr("%1, %2 shown", "numbers of a sample, and how much of their variance")
      .arg(numbers, percentText(of.shown, 0));
}

QString probeText(const MapLook& look, std::size_t map) {
  const auto& probe = look.maps[map].probe;
  if (!probe) return {};
  return look.of.dataset->hasClasses() ? percentText(probe->score)
                                       : MapText::tr("R² %1").arg(fixedText(probe->score, 3));
}

QString probeLesson(const MapLook& look, std::size_t map) {
  const auto& probe = look.maps[map].probe;
  if (!probe) return MapText::tr("The numbers of this layer are out of range.");
  const QString fitted = countText(probe->fitted);
  const QString asked = countText(probe->asked);
  if (!look.of.dataset->hasClasses())
    return MapText::tr(
               "A linear map from the %1 of this layer to the answers, fitted to %2 of the samples, explains "
               "this share of how the answers of the other %3 vary.")
        .arg(MapText::tr("%Ln number(s)", nullptr, static_cast<int>(look.maps[map].dimensions)), fitted,
             asked);
  return MapText::
      tr("How well this layer separates the classes: a linear map from its %1 to the classes, fitted to %2 "
         "of the samples, recognises %3 of the other %4.")
          .arg(MapText::tr("%Ln number(s)", nullptr, static_cast<int>(look.maps[map].dimensions)), fitted,
               countText(probe->right), asked);
}

QString mapsText(const MapLook& look) {
  const engine::Dataset& dataset = *look.of.dataset;
  const auto all = static_cast<int>(look.split().size());
  const QString name = QString::fromStdString(dataset.name).section(QLatin1Char('/'), -1);
  const bool isTest = look.of.source == SampleSource::Test;
  const QString samples =
      (dataset.shape.isImage() ? (isTest ? MapText::tr("%Ln test image(s) of %1", nullptr, all)
                                         : MapText::tr("%Ln training image(s) of %1", nullptr, all))
                               : (isTest ? MapText::tr("%Ln test sample(s) of %1", nullptr, all)
                                         : MapText::tr("%Ln training sample(s) of %1", nullptr, all)))
          .arg(name);
  const QString step = countText(look.step());
  const auto shown = static_cast<qint64>(look.samples.size());
  QString text = shown == all ? MapText::tr("%1, step %2.").arg(samples, step)
                              : MapText::tr("%1 of %2, step %3.").arg(countText(shown), samples, step);
  if (shown < std::min<qint64>(all, look.of.most))
    text += QLatin1Char(' ') + MapText::tr("More of them would take too much memory.");
  if (!dataset.hasClasses()) return text;
  return QStringLiteral("%1 %2").arg(
      text,
      marksWrong(look)
          ? MapText::tr("%Ln wrong one(s) are ringed.", nullptr, static_cast<int>(look.wrong))
          : MapText::tr("%Ln are wrong, too many to be ringed.", nullptr, static_cast<int>(look.wrong)));
}

QString mapSampleName(const MapLook& look, std::size_t place) {
  const bool isTest = look.of.source == SampleSource::Test;
  return (look.of.dataset->shape.isImage()
              ? (isTest ? MapText::tr("Test image #%1") : MapText::tr("Training image #%1"))
              : (isTest ? MapText::tr("Test sample #%1") : MapText::tr("Training sample #%1")))
      .arg(countText(look.samples[place]));
}

QString mapVerdict(const MapLook& look, std::size_t place) {
  const engine::Dataset& dataset = *look.of.dataset;
  if (!dataset.hasClasses())
    return MapText::tr("should be %1, the network says %2")
        .arg(answerNumbers(dataset, look.split().targets.col(look.samples[place])),
             answerNumbers(dataset, look.numbers.col(static_cast<engine::Index>(place))));
  const MapLook::Said& said = look.said[place];
  return MapText::tr("is %1, the network says %2, %3 sure")
      .arg(classText(dataset, look.split().labels[look.samples[place]]), classText(dataset, said.answered),
           certaintyText(static_cast<double>(said.certainty)));
}

}  // namespace pellucid::ui
