// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/place_names.h"

#include <QCoreApplication>

#include "engine/inspect/windows.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct PlaceText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::PlaceText)
};

/// The position of a unit within its maps, counted from 1.
struct OnMap {
  Index map;
  Index row;
  Index column;
};

OnMap onMap(const engine::Shape& shape, Index unit) {
  const Index pixel = unit % shape.pixels();
  return {
      .map = unit / shape.pixels() + 1, .row = pixel / shape.width + 1, .column = pixel % shape.width + 1};
}

/// Sets names from the data apart from the words around them.
QString quoted(const QString& name) {
  return PlaceText::tr("“%1”", "a name from the data, inside a sentence").arg(name);
}

}  // namespace

QString PlaceNames::layer(std::size_t layer) const {
  return layerText(m_spec, layer);
}

QString PlaceNames::unit(std::size_t layer, Index unit) const {
  const engine::Shape& shape = m_network.layer(layer).outputShape();
  if (shape.isImage()) {
    const OnMap at = onMap(shape, unit);
    return PlaceText::tr("%1, map %2, row %3, column %4")
        .arg(this->layer(layer))
        .arg(at.map)
        .arg(at.row)
        .arg(at.column);
  }
  const bool isOutput = layer + 1 == m_network.layerCount();
  const QString name = isOutput ? outputName(m_dataset, m_network.outputs(), unit) : QString();
  return name.isEmpty() ? PlaceText::tr("%1, unit %2").arg(this->layer(layer)).arg(unit + 1)
                        : PlaceText::tr("Output %1").arg(quoted(name));
}

QString PlaceNames::shortUnit(std::size_t layer, Index unit) const {
  const engine::Shape& shape = m_network.layer(layer).outputShape();
  if (shape.isImage()) {
    const OnMap at = onMap(shape, unit);
    return PlaceText::tr("map %1 (%2, %3)", "row and column").arg(at.map).arg(at.row).arg(at.column);
  }
  const bool isOutput = layer + 1 == m_network.layerCount();
  const QString name = isOutput ? outputName(m_dataset, m_network.outputs(), unit) : QString();
  return name.isEmpty() ? PlaceText::tr("unit %1").arg(unit + 1)
                        : PlaceText::tr("output %1").arg(quoted(name));
}

QString PlaceNames::source(std::size_t layer, Index from) const {
  if (layer > 0) return unit(layer - 1, from);
  const engine::Shape& shape = m_network.inputShape();
  if (!shape.isImage()) return shortSource(layer, from);
  const OnMap at = onMap(shape, from);
  if (shape.channels == 1) return PlaceText::tr("pixel in row %1, column %2").arg(at.row).arg(at.column);
  return PlaceText::tr("channel %1, pixel in row %2, column %3").arg(at.map).arg(at.row).arg(at.column);
}

QString PlaceNames::shortSource(std::size_t layer, Index from) const {
  if (layer > 0) return shortUnit(layer - 1, from);
  const engine::Shape& shape = m_network.inputShape();
  if (!shape.isImage())
    return m_dataset.inputNames.empty() ? inputName(m_dataset, from) : quoted(inputName(m_dataset, from));
  const OnMap at = onMap(shape, from);
  if (shape.channels == 1) return PlaceText::tr("(%1, %2)", "row and column").arg(at.row).arg(at.column);
  return PlaceText::tr("channel %1 (%2, %3)", "row and column").arg(at.map).arg(at.row).arg(at.column);
}

QString PlaceNames::place(const engine::NetworkPlace& place) const {
  const QString of = unit(place.layer, place.unit);
  if (place.isUnit()) return of;
  const engine::Layer& layer = m_network.layer(place.layer);
  if (layer.kind() != engine::LayerKind::Conv2d)
    return place.isBias() ? PlaceText::tr("%1, bias").arg(of)
                          : PlaceText::tr("%1, weight from %2").arg(of, source(place.layer, *place.from));
  const QString name = this->layer(place.layer);
  const Index filter = place.unit / layer.outputShape().pixels() + 1;
  if (place.isBias()) return PlaceText::tr("%1, filter %2, bias").arg(name).arg(filter);
  const Index side = layer.spec().kernel;
  const Index tap = *engine::Windows(layer).tap(place.unit, *place.from);
  const Index row = tap % (side * side) / side + 1;
  const Index column = tap % side + 1;
  if (layer.inputShape().channels == 1)
    return PlaceText::tr("%1, filter %2, weight (%3, %4)", "row and column")
        .arg(name)
        .arg(filter)
        .arg(row)
        .arg(column);
  return PlaceText::tr("%1, filter %2, weight (%3, %4) of map %5", "row and column")
      .arg(name)
      .arg(filter)
      .arg(row)
      .arg(column)
      .arg(tap / (side * side) + 1);
}

QString inputName(const engine::Dataset& dataset, Index input) {
  const auto index = static_cast<std::size_t>(input);
  if (index < dataset.inputNames.size()) return QString::fromStdString(dataset.inputNames[index]);
  return PlaceText::tr("input %1").arg(input + 1);
}

QString outputName(const engine::Dataset& dataset, Index outputs, Index output) {
  const auto& names = dataset.hasClasses() ? dataset.classNames : dataset.targetNames;
  const std::size_t index = outputs == 1 && dataset.classes() == 2 ? 1 : static_cast<std::size_t>(output);
  return index < names.size() ? QString::fromStdString(names[index]) : QString();
}

QString classText(const engine::Dataset& dataset, Index c) {
  const auto index = static_cast<std::size_t>(c);
  return index < dataset.classNames.size() ? QString::fromStdString(dataset.classNames[index])
                                           : QString::number(c);
}

QString answerNumbers(const engine::Dataset& dataset, engine::Matrix column) {
  engine::unscale(dataset.scaling.targets, column);
  QStringList parts;
  for (Index i = 0; i < column.rows(); ++i) {
    const QString value = valueText(static_cast<double>(column(i, 0)));
    parts << (column.rows() == 1
                  ? value
                  : QStringLiteral("%1 = %2").arg(outputName(dataset, column.rows(), i), value));
  }
  return parts.join(QStringLiteral(", "));
}

}  // namespace pellucid::ui
