// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_names.h"
#include "ui/canvas/canvas_text.h"
#include "ui/widgets/engine_names.h"

namespace pellucid::ui {
namespace {

/// Two digits, as one would say them.
QString spoken(engine::Scalar value) {
  return QString::number(static_cast<double>(value), 'g', 2).replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

QString unitName(const Moment& moment, std::size_t layer, Index unit) {
  const QString name = layerText(moment.experiment().network, layer);
  const engine::Shape& shape = moment.network().layer(layer).outputShape();
  if (!shape.isImage()) return CanvasText::tr("%1, unit %2").arg(name).arg(unit + 1);
  const Index pixel = unit % shape.pixels();
  return CanvasText::tr("%1, map %2, row %3, column %4")
      .arg(name)
      .arg(unit / shape.pixels() + 1)
      .arg(pixel / shape.width + 1)
      .arg(pixel % shape.width + 1);
}

QString sourceName(const Moment& moment, std::size_t layer, Index from) {
  if (layer > 0) return unitName(moment, layer - 1, from);
  const engine::Shape& shape = moment.dataset->shape;
  if (!shape.isImage()) return inputName(*moment.dataset, from);
  const Index pixel = from % shape.pixels();
  const QString place =
      CanvasText::tr("pixel row %1, column %2").arg(pixel / shape.width + 1).arg(pixel % shape.width + 1);
  return shape.channels == 1 ? place
                             : CanvasText::tr("channel %1, %2").arg(from / shape.pixels() + 1).arg(place);
}

QString sourceShortName(const Moment& moment, std::size_t layer, Index from) {
  const engine::Shape& shape =
      layer == 0 ? moment.dataset->shape : moment.network().layer(layer - 1).outputShape();
  if (layer == 0 && !shape.isImage()) return inputName(*moment.dataset, from);
  if (!shape.isImage()) return CanvasText::tr("unit %1").arg(from + 1);
  const Index pixel = from % shape.pixels();
  const QString place = QStringLiteral("%1, %2").arg(pixel / shape.width + 1).arg(pixel % shape.width + 1);
  return shape.channels == 1 ? place : QStringLiteral("%1: %2").arg(from / shape.pixels() + 1).arg(place);
}

QString inputName(const engine::Dataset& dataset, Index input) {
  const auto index = static_cast<std::size_t>(input);
  if (index < dataset.inputNames.size()) return QString::fromStdString(dataset.inputNames[index]);
  return CanvasText::tr("input %1").arg(input + 1);
}

QString outputName(const engine::Dataset& dataset, Index outputs, Index output) {
  const auto& names = dataset.hasClasses() ? dataset.classNames : dataset.targetNames;
  const std::size_t index = outputs == 1 && dataset.classes() == 2 ? 1 : static_cast<std::size_t>(output);
  return index < names.size() ? QString::fromStdString(names[index]) : QString();
}

QString spokenUnit(const Moment& moment, std::size_t layer, Index unit) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[layer];
  QString text = CanvasText::tr("Layer %1, unit %2, activation %3")
                     .arg(layer + 1)
                     .arg(unit + 1)
                     .arg(spoken(trace.a(unit, 0)));
  if (moment.probe.hasGradient()) text += CanvasText::tr(", gradient %1").arg(spoken(trace.delta(unit, 0)));
  return text;
}

}  // namespace pellucid::ui
