// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/hover_card.h"

#include "engine/inspect/receptive_field.h"
#include "ui/canvas/canvas_text.h"
#include "ui/canvas/value_range.h"
#include "ui/run/place_names.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kPlane = 200;  // where points must be distinguishable

/// A plane enlarged, with the data's points on it.
QImage withPoints(const UnitPicture& picture, const engine::Plane& plane, const Moment& moment, Index output,
                  const Theme& theme) {
  const auto side = static_cast<int>(kPlane);
  QImage image = picture.image.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  QPainter painter(&image);
  paintPoints(painter, image.rect(), plane, moment, output, theme);
  return image;
}

HoverCard describe(const OnPixel& pixel, const Moment& moment) {
  QStringList lines{
      CanvasText::tr("x = %1").arg(valueText(static_cast<double>(moment.input.values[pixel.pixel])))};
  if (!moment.dataset->shape.isImage())
    lines << CanvasText::tr("Drag it up or down, or double-click to type.");
  return {
      .title = PlaceNames(moment).source(0, pixel.pixel), .lines = lines, .picture = {}, .pictureNote = {}};
}

/// A unit's outputs over the plane, or its incoming weights.
void addPicture(HoverCard& card, const OnUnit& unit, const Moment& moment, const engine::DecisionField* field,
                const Theme& theme) {
  const engine::Layer& layer = moment.network().layer(unit.layer);
  const UnitPicture picture = unitPicture(moment, field, unit.layer, unit.unit, theme);
  if (picture.isPlane) {
    const bool isOutput = unit.layer + 1 == moment.network().layerCount();
    card.picture = withPoints(picture, field->plane, moment, isOutput ? unit.unit : 0, theme);
    card.pictureWidth = kPlane;
    card.isPlane = true;
    const auto activation = layer.activation();
    const bool isShare =
        isOutput && (activation == engine::Activation::Softmax || activation == engine::Activation::Sigmoid);
    card.pictureNote = isShare ? CanvasText::tr("a over the plane, from 0 to 1")
                               : CanvasText::tr("a over the plane, ±%1").arg(valueText(picture.range));
    return;
  }
  if (layer.kind() == engine::LayerKind::Conv2d) {
    const UnitPicture kernels =
        kernelPicture(moment, unit.layer, unit.unit / layer.outputShape().pixels(), theme);
    card.picture = kernels.image;
    card.pictureWidth = 80;
    card.pictureNote = CanvasText::tr("filter of its map, ±%1").arg(valueText(kernels.range));
  }
  if (layer.kind() != engine::LayerKind::Dense) return;
  if (!picture.image.isNull()) {
    card.picture = picture.image;
    card.pictureNote = CanvasText::tr("incoming weights, ±%1").arg(valueText(picture.range));
    return;
  }
  const engine::Vector incoming =
      moment.network().weight(moment.weights(), unit.layer).row(unit.unit).transpose();
  const auto range = static_cast<double>(niceCeiling(static_cast<float>(incoming.cwiseAbs().maxCoeff())));
  card.picture = barsImage(incoming, range, theme);
  card.pictureWidth = 140;
  card.pictureNote = CanvasText::tr("incoming weights in order, ±%1").arg(valueText(range));
}

HoverCard describe(const OnUnit& unit, const Moment& moment, const engine::DecisionField* field,
                   const Theme& theme) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[unit.layer];
  const engine::Layer& layer = moment.network().layer(unit.layer);
  HoverCard card;
  card.title = PlaceNames(moment).unit(unit.layer, unit.unit);
  const QString a = valueText(static_cast<double>(trace.a(unit.unit, 0)));
  card.lines << (layer.hasActivation() ? CanvasText::tr("a = %1,  z = %2")
                                             .arg(a, valueText(static_cast<double>(trace.z(unit.unit, 0))))
                                       : CanvasText::tr("a = %1").arg(a));
  if (engine::needsImages(layer.kind())) {
    const engine::Window seen = engine::receptiveField(moment.network(), unit.layer, unit.unit);
    card.lines << CanvasText::tr("sees %1×%2 pixels of the image")
                      .arg(seen.bottom - seen.top + 1)
                      .arg(seen.right - seen.left + 1);
  }
  const bool isDense = layer.kind() == engine::LayerKind::Dense;
  if (isDense && layer.spec().bias)
    card.lines << CanvasText::tr("bias b = %1")
                      .arg(valueText(static_cast<double>(
                          moment.network().bias(moment.weights(), unit.layer)[unit.unit])));
  if (moment.probe.hasGradient())
    card.lines << (layer.hasActivation() ? CanvasText::tr("delta dL/dz = %1") : CanvasText::tr("dL/da = %1"))
                      .arg(valueText(static_cast<double>(trace.delta(unit.unit, 0))));
  else  // the same number of lines, so that a card stays in place while an input is moved
    card.lines << CanvasText::tr("no target, so no gradient");
  addPicture(card, unit, moment, field, theme);
  return card;
}

/// Describes what flows back: first the unit's own gradients, then those of its incoming weights, one by one
/// where there are few, or as a picture.
HoverCard describeGradients(const OnUnit& unit, const Moment& moment, const Theme& theme) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[unit.layer];
  const engine::Layer& layer = moment.network().layer(unit.layer);
  const auto delta = static_cast<double>(trace.delta(unit.unit, 0));
  const QString a = valueText(static_cast<double>(trace.a(unit.unit, 0)));
  const PlaceNames names(moment);
  HoverCard card;
  card.title = names.unit(unit.layer, unit.unit);
  card.lines << (layer.hasActivation() ? CanvasText::tr("delta dL/dz = %1") : CanvasText::tr("dL/da = %1"))
                    .arg(valueText(delta));
  const bool isDense = layer.kind() == engine::LayerKind::Dense;
  if (isDense && layer.spec().bias)
    card.lines << CanvasText::tr("dL/db = delta = %1,  b = %2")
                      .arg(valueText(delta), valueText(static_cast<double>(moment.network().bias(
                                                 moment.weights(), unit.layer)[unit.unit])));
  card.lines << (layer.hasActivation() ? CanvasText::tr("a = %1,  z = %2")
                                             .arg(a, valueText(static_cast<double>(trace.z(unit.unit, 0))))
                                       : CanvasText::tr("a = %1").arg(a));
  if (!isDense) return card;
  const auto weights = moment.network().weight(moment.weights(), unit.layer);
  engine::Vector gradients(weights.cols());
  for (Index from = 0; from < gradients.size(); ++from)
    gradients[from] = engine::edgeGradient(moment.probe, unit.layer, unit.unit, from);
  if (gradients.size() <= kMostListed) {
    for (Index from = 0; from < gradients.size(); ++from)
      card.lines << CanvasText::tr("from %1: dL/dw = %2,  w = %3")
                        .arg(names.shortSource(unit.layer, from),
                             valueText(static_cast<double>(gradients[from])),
                             valueText(static_cast<double>(weights(unit.unit, from))));
    return card;
  }
  const auto range = static_cast<double>(niceCeiling(static_cast<float>(gradients.cwiseAbs().maxCoeff())));
  const engine::Shape& shape = moment.dataset->shape;
  const bool looksAtImage = unit.layer == 0 && shape.isImage();
  card.picture = looksAtImage ? signedImage(gradients, static_cast<int>(shape.width),
                                            static_cast<int>(shape.height * shape.channels), range, theme)
                              : barsImage(gradients, range, theme);
  if (!looksAtImage) card.pictureWidth = 140;
  card.pictureNote = (looksAtImage ? CanvasText::tr("dL/dw of incoming weights, ±%1")
                                   : CanvasText::tr("dL/dw of incoming weights in order, ±%1"))
                         .arg(valueText(range));
  return card;
}

/// The same for one weight: the factors of its gradient.
HoverCard describeGradient(const OnEdge& edge, const Moment& moment) {
  const auto value = [](engine::Scalar number) { return valueText(static_cast<double>(number)); };
  const engine::Probe& probe = moment.probe;
  const QString gradient = value(engine::edgeGradient(probe, edge.layer, edge.to, edge.from));
  HoverCard card;
  card.title = CanvasText::tr("dL/dw = %1").arg(gradient);
  card.lines << CanvasText::tr("delta·a = %1 · %2 = %3")
                    .arg(value(probe.trace.layers[edge.layer].delta(edge.to, 0)),
                         value(engine::incoming(probe, edge.layer, edge.from)), gradient);
  card.lines << CanvasText::tr("w = %1").arg(
      value(moment.network().weight(moment.weights(), edge.layer)(edge.to, edge.from)));
  card.lines << CanvasText::tr("from %1").arg(PlaceNames(moment).source(edge.layer, edge.from));
  card.lines << CanvasText::tr("to %1").arg(PlaceNames(moment).unit(edge.layer, edge.to));
  return card;
}

HoverCard describe(const OnEdge& edge, const Moment& moment) {
  const auto w =
      static_cast<double>(moment.network().weight(moment.weights(), edge.layer)(edge.to, edge.from));
  const auto a = static_cast<double>(engine::incoming(moment.probe, edge.layer, edge.from));
  HoverCard card;
  card.title = CanvasText::tr("w = %1").arg(valueText(w));
  if (moment.probe.hasGradient())
    card.lines << CanvasText::tr("dL/dw = %1")
                      .arg(valueText(static_cast<double>(
                          engine::edgeGradient(moment.probe, edge.layer, edge.to, edge.from))));
  card.lines << CanvasText::tr("w·a = %1 · %2 = %3").arg(valueText(w), valueText(a), valueText(w * a));
  card.lines << CanvasText::tr("from %1").arg(PlaceNames(moment).source(edge.layer, edge.from));
  card.lines << CanvasText::tr("to %1").arg(PlaceNames(moment).unit(edge.layer, edge.to));
  return card;
}

}  // namespace

HoverCard hoverCard(const CanvasTarget& target, const Moment& moment, const engine::DecisionField* field,
                    const Theme& theme, Quantity quantity) {
  const bool isGradient = quantity == Quantity::Gradients && moment.probe.hasGradient();
  if (isGradient) {
    if (const auto* unit = std::get_if<OnUnit>(&target)) return describeGradients(*unit, moment, theme);
    if (const auto* edge = std::get_if<OnEdge>(&target)) return describeGradient(*edge, moment);
    if (const auto* bias = std::get_if<OnBias>(&target))
      return describeGradients(OnUnit{.layer = bias->layer, .unit = bias->unit}, moment, theme);
  }
  if (const auto* pixel = std::get_if<OnPixel>(&target)) return describe(*pixel, moment);
  if (const auto* unit = std::get_if<OnUnit>(&target)) return describe(*unit, moment, field, theme);
  if (const auto* bias = std::get_if<OnBias>(&target))
    return describe(OnUnit{.layer = bias->layer, .unit = bias->unit}, moment, field, theme);
  if (const auto* edge = std::get_if<OnEdge>(&target)) return describe(*edge, moment);
  return {};
}

namespace {

/// Where the parts of a card are, from its upper left corner.
struct CardParts {
  QFont titleFont;
  QFont lineFont;
  double titleHeight = 0;
  double lineHeight = 0;
  double width = 0;
  double pictureHeight = 0;
  double height = 0;
  CardParts(const HoverCard& card, const QFont& font)
      : titleFont(typeFont(font, TypeSize::Heading, true)), lineFont(typeFont(font, TypeSize::Body)) {
    const QFontMetricsF title(titleFont);
    const QFontMetricsF line(lineFont);
    titleHeight = title.height() + 2;
    lineHeight = line.height() + 1;
    width = title.horizontalAdvance(card.title) + 16;  // beside a cross
    for (const QString& text : card.lines) width = std::max(width, line.horizontalAdvance(text));
    height = titleHeight + lineHeight * static_cast<double>(card.lines.size());
    if (card.picture.isNull()) return;
    width = std::max({width, card.pictureWidth, line.horizontalAdvance(card.pictureNote)});
    pictureHeight = card.pictureWidth * card.picture.height() / card.picture.width();
    height += 6 + pictureHeight + lineHeight + 2;
  }
  QSizeF size() const { return {width + 20, height + 16}; }
};

}  // namespace

QSizeF sizeOf(const HoverCard& card, const QFont& font) {
  return CardParts(card, font).size();
}

PaintedCard paintHoverCard(QPainter& painter, const HoverCard& card, QPointF place, const Theme& theme) {
  const CardParts parts(card, painter.font());
  const auto& [titleFont, lineFont, titleHeight, lineHeight, width, pictureHeight, height] = parts;
  const QRectF box(place, parts.size());
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
  if (card.picture.isNull()) return {.box = box, .picture = {}};
  at.ry() += 6;
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  const QRectF frame(at, QSizeF(card.pictureWidth, pictureHeight));
  painter.drawImage(frame, card.picture);
  painter.setPen(theme.border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(frame);
  at.ry() += pictureHeight + 2;
  painter.setPen(theme.mutedText);
  painter.drawText(QRectF(at, QSizeF(width, lineHeight)), Qt::AlignVCenter, card.pictureNote);
  return {.box = box, .picture = frame};
}

}  // namespace pellucid::ui
