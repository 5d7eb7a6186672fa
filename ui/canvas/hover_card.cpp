// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/hover_card.h"

#include <QCoreApplication>

#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kPicture = 112;

QString tr(const char* text) {
  return QCoreApplication::translate("Canvas", text);
}

QString layerName(const Moment& moment, std::size_t layer) {
  return QString::fromStdString(engine::layerName(moment.experiment().network, layer));
}

/// "Hidden 1, unit 5", or "Conv 1, map 3, row 7, column 2".
QString unitName(const Moment& moment, std::size_t layer, Index unit) {
  const engine::Shape& shape = moment.network().layer(layer).outputShape();
  if (!shape.isImage()) return tr("%1, unit %2").arg(layerName(moment, layer)).arg(unit + 1);
  const Index pixel = unit % shape.pixels();
  return tr("%1, map %2, row %3, column %4")
      .arg(layerName(moment, layer))
      .arg(unit / shape.pixels() + 1)
      .arg(pixel / shape.width + 1)
      .arg(pixel % shape.width + 1);
}

/// "pixel row 3, column 7" or "Hidden 1, unit 5": people count from 1.
QString sourceName(const Moment& moment, std::size_t layer, Index from) {
  if (layer > 0) return unitName(moment, layer - 1, from);
  const Index width = moment.dataset->shape.width;
  return tr("pixel row %1, column %2").arg(from / width + 1).arg(from % width + 1);
}

HoverCard describe(const OnPixel& pixel, const Moment& moment) {
  return {.title = sourceName(moment, 0, pixel.pixel),
          .lines = {tr("x = %1").arg(valueText(static_cast<double>(moment.input.values[pixel.pixel])))},
          .picture = {},
          .pictureNote = {}};
}

HoverCard describe(const OnUnit& unit, const Moment& moment, const Theme& theme) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[unit.layer];
  const engine::Layer& layer = moment.network().layer(unit.layer);
  HoverCard card;
  card.title = unitName(moment, unit.layer, unit.unit);
  if (unit.layer + 1 == moment.network().layerCount()) {
    const QString name = outputName(*moment.dataset, layer.outputs(), unit.unit);
    if (!name.isEmpty()) card.title += QStringLiteral(": ") + name;
  }
  const QString a = valueText(static_cast<double>(trace.a(unit.unit, 0)));
  card.lines << (layer.hasActivation()
                     ? tr("a = %1,  z = %2").arg(a, valueText(static_cast<double>(trace.z(unit.unit, 0))))
                     : tr("a = %1").arg(a));
  if (layer.kind() != engine::LayerKind::Dense) {
    if (moment.probe.hasGradient())
      card.lines << (layer.hasActivation() ? tr("delta dL/dz = %1") : tr("dL/da = %1"))
                        .arg(valueText(static_cast<double>(trace.delta(unit.unit, 0))));
    return card;
  }
  const auto weights = moment.network().weight(moment.weights(), unit.layer);
  if (layer.spec().bias)
    card.lines << tr("bias b = %1")
                      .arg(valueText(static_cast<double>(
                          moment.network().bias(moment.weights(), unit.layer)[unit.unit])));
  if (moment.probe.hasGradient())
    card.lines << tr("delta dL/dz = %1").arg(valueText(static_cast<double>(trace.delta(unit.unit, 0))));

  const engine::Vector incoming = weights.row(unit.unit).transpose();
  const engine::Shape shape = moment.dataset->shape;
  const QSize size =
      unit.layer == 0 ? QSize(static_cast<int>(shape.width), static_cast<int>(shape.height * shape.channels))
                      : gridFor(incoming.size());
  const double range = static_cast<double>(niceCeiling(static_cast<float>(incoming.cwiseAbs().maxCoeff())));
  card.picture = signedImage(incoming, size.width(), size.height(), range, theme);
  card.pictureNote = tr("incoming weights, ±%1").arg(valueText(range));
  return card;
}

HoverCard describe(const OnEdge& edge, const Moment& moment) {
  const auto w =
      static_cast<double>(moment.network().weight(moment.weights(), edge.layer)(edge.to, edge.from));
  const auto a = static_cast<double>(engine::incoming(moment.probe, edge.layer, edge.from));
  HoverCard card;
  card.title = tr("w = %1").arg(valueText(w));
  if (moment.probe.hasGradient())
    card.lines << tr("dL/dw = %1")
                      .arg(valueText(static_cast<double>(
                          engine::edgeGradient(moment.probe, edge.layer, edge.to, edge.from))));
  card.lines << tr("w·a = %1 · %2 = %3").arg(valueText(w), valueText(a), valueText(w * a));
  card.lines << tr("from %1").arg(sourceName(moment, edge.layer, edge.from));
  card.lines << tr("to %1").arg(unitName(moment, edge.layer, edge.to));
  return card;
}

}  // namespace

QString outputName(const engine::Dataset& dataset, Index outputs, Index output) {
  const auto& names = dataset.classNames;
  const std::size_t index = outputs == 1 && names.size() == 2 ? 1 : static_cast<std::size_t>(output);
  return index < names.size() ? QString::fromStdString(names[index]) : QString();
}

HoverCard hoverCard(const CanvasTarget& target, const Moment& moment, const Theme& theme) {
  if (const auto* pixel = std::get_if<OnPixel>(&target)) return describe(*pixel, moment);
  if (const auto* unit = std::get_if<OnUnit>(&target)) return describe(*unit, moment, theme);
  if (const auto* edge = std::get_if<OnEdge>(&target)) return describe(*edge, moment);
  return {};
}

void paintHoverCard(QPainter& painter, const HoverCard& card, QPointF pointer, const QRectF& bounds,
                    const Theme& theme) {
  QFont titleFont = painter.font();
  titleFont.setPointSizeF(9.5);
  titleFont.setBold(true);
  QFont lineFont = titleFont;
  lineFont.setPointSizeF(9);
  lineFont.setBold(false);
  const double titleHeight = QFontMetricsF(titleFont).height() + 2;
  const double lineHeight = QFontMetricsF(lineFont).height() + 1;

  double width = QFontMetricsF(titleFont).horizontalAdvance(card.title);
  for (const QString& line : card.lines)
    width = std::max(width, QFontMetricsF(lineFont).horizontalAdvance(line));
  double height = titleHeight + lineHeight * static_cast<double>(card.lines.size());
  double pictureHeight = 0;
  if (!card.picture.isNull()) {
    width = std::max({width, kPicture, QFontMetricsF(lineFont).horizontalAdvance(card.pictureNote)});
    pictureHeight = kPicture * card.picture.height() / card.picture.width();
    height += 6 + pictureHeight + lineHeight + 2;
  }
  QRectF box(pointer + QPointF(16, 12), QSizeF(width + 20, height + 16));
  if (box.right() > bounds.right()) box.moveRight(pointer.x() - 12);
  if (box.bottom() > bounds.bottom()) box.moveBottom(bounds.bottom() - 4);
  box.moveTop(std::max(box.top(), bounds.top() + 4));
  box.moveLeft(std::max(box.left(), bounds.left() + 4));

  painter.setPen(theme.border);
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(box, 6, 6);
  QPointF at = box.topLeft() + QPointF(10, 8);
  painter.setFont(titleFont);
  painter.setPen(theme.text);
  painter.drawText(QRectF(at, QSizeF(width, titleHeight)), Qt::AlignVCenter, card.title);
  at.ry() += titleHeight;
  painter.setFont(lineFont);
  for (const QString& line : card.lines) {
    painter.drawText(QRectF(at, QSizeF(width, lineHeight)), Qt::AlignVCenter, line);
    at.ry() += lineHeight;
  }
  if (card.picture.isNull()) return;
  at.ry() += 6;
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  const QRectF frame(at, QSizeF(kPicture, pictureHeight));
  painter.drawImage(frame, card.picture);
  painter.setPen(theme.border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(frame);
  at.ry() += pictureHeight + 2;
  painter.setPen(theme.mutedText);
  painter.drawText(QRectF(at, QSizeF(width, lineHeight)), Qt::AlignVCenter, card.pictureNote);
}

}  // namespace pellucid::ui
