// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_painter.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/step_trace.h"
#include "ui/canvas/canvas_text.h"
#include "ui/canvas/edge_labels.h"
#include "ui/canvas/map_painter.h"
#include "ui/canvas/unit_card.h"
#include "ui/canvas/unit_picture.h"
#include "ui/canvas/unit_terms.h"
#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kMostShrunk = 0.7;  // for the letters in an output's bar
constexpr double kSquarePitch = 10;  // from here on each of many units is drawn individually
constexpr double kLeastRadiusWithTick = 7;
constexpr double kLeastRadiusWithNumber = 11;
constexpr double kLeastRadiusWithPicture = 14;
constexpr double kLeastRadiusWithTerms = 70;
constexpr double kPictureShare = 0.62;  // half the picture's side / the radius: its corners stay inside
constexpr double kLeastSideWithPoints = 110;
constexpr double kNothing = 1e-4;  // relative to the layer's range
constexpr std::size_t kTerms = 8;

}  // namespace

QRectF planePlace(const ColumnLayout& column, Index unit) {
  if (column.areCards) return unitCardPicture(column.unitRect(unit));
  if (column.maps.isImage() || column.radius() < kLeastRadiusWithPicture) return {};
  QRectF place({}, QSizeF(2, 2) * (column.radius() * kPictureShare));
  place.moveCenter(column.center(unit));
  return place;
}

UnitPainter::UnitPainter(QPainter& painter, const Moment& moment, const CanvasView& view)
    : m_painter(painter), m_moment(moment), m_view(view) {
  m_painter.setRenderHint(QPainter::Antialiasing);
}

bool UnitPainter::isFaded(std::size_t layer, Index unit) const {
  return m_view.alone && *m_view.alone != UnitPlace{.layer = layer, .unit = unit};
}

void UnitPainter::paintInput() {
  if (m_view.alone) m_painter.setOpacity(m_view.alone->layer == 0 ? 0.8 : kFadedUnit);
  if (!m_moment.dataset->shape.isImage()) {
    paintNumbersIn();
    m_painter.setOpacity(1);
    return;
  }
  const ColumnLayout& column = m_view.layout.input;
  m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  engine::Vector pixels = m_moment.input.values;
  engine::unscale(m_moment.dataset->scaling.inputs, pixels);  // people know the picture as 0 to 1
  m_painter.drawImage(column.grid, inputImage(pixels, m_moment.dataset->shape));
  m_painter.setPen(m_view.theme.border);
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawRect(column.grid);
  m_painter.setOpacity(1);
  if (const auto* pixel = std::get_if<OnPixel>(&m_view.hovered)) {
    m_painter.setPen(QPen(m_view.theme.accent, 1.5));
    QRectF cell(0, 0, column.pitch, column.pitch);
    cell.moveCenter(column.center(pixel->pixel));
    m_painter.drawRect(cell);
  }
  paintFields(m_painter, m_moment, m_view, column, 0);
}

void UnitPainter::paintNumbersIn() {
  const ColumnLayout& column = m_view.layout.input;
  const engine::Vector& values = m_moment.input.values;
  const auto range = static_cast<double>(niceCeiling(static_cast<float>(values.cwiseAbs().maxCoeff())));
  const auto [first, last] = column.unitsIn(m_view.layout.body);
  for (Index i = first; i < last; ++i) {
    const QPointF center = column.center(i);
    paintCircle(center, column.radius(), static_cast<double>(values[i]), range, false);
    if (m_view.hovered == CanvasTarget(OnPixel{i}) || m_view.input == i) {
      m_painter.setPen(QPen(m_view.theme.accent, 2));
      m_painter.setBrush(Qt::NoBrush);
      m_painter.drawEllipse(center, column.radius() + 2, column.radius() + 2);
    }
    if (column.gridColumns > 1 || column.pitch < 14) continue;
    // Beside the circle, or below it where there is more room.
    const QString name = inputName(*m_moment.dataset, i);
    m_painter.setFont(typeFont(m_painter.font(), TypeSize::Body));
    m_painter.setPen(m_view.theme.text);
    const double room = center.x() - column.radius() - 4 - std::max(column.card.left(), 0.0);
    const QRectF beside(center.x() - column.radius() - 4 - room, center.y() - 9, std::max(room, 0.0), 18);
    m_painter.drawText(beside, Qt::AlignRight | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(room)));
  }
}

void UnitPainter::paintLayer(std::size_t layer) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (!column.grid.adjusted(-4, -4, 4, 4).intersects(m_view.layout.body)) return;
  const engine::Vector values = unitValues(m_moment, m_view.quantity, layer);
  if (column.maps.isImage())
    paintMaps(m_painter, m_moment, m_view, layer, values);
  else
    paintUnits(layer, values);
  paintBiasUnit(layer);
  paintMarks(layer);
  if (layer + 1 == m_view.layout.layers.size()) paintBars(layer, values);
}

void UnitPainter::paintUnits(std::size_t layer, const engine::Vector& values) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (column.units > kManyUnits && column.pitch < kSquarePitch) {
    const auto width = static_cast<int>(column.gridColumns);
    const auto height = static_cast<int>((column.units + width - 1) / width);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    if (m_view.alone) m_painter.setOpacity(kFadedUnit);
    m_painter.drawImage(
        column.grid,
        signedImage(values, width, height, static_cast<double>(m_view.unitRanges[layer]), m_view.theme));
    m_painter.setPen(m_view.theme.border);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(column.grid);
    m_painter.setOpacity(1);
    return;
  }
  const auto [first, last] = column.unitsIn(m_view.layout.body);
  const QRectF seen = m_view.layout.body.adjusted(-column.pitch, -column.pitch, column.pitch, column.pitch);
  for (Index i = first; i < last; ++i)
    if (seen.contains(column.center(i))) paintUnit(layer, i, static_cast<double>(values[i]));
}

void UnitPainter::paintUnit(std::size_t layer, Index unit, double value) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  const QPointF center = column.center(unit);
  const double radius = column.radius();
  if (isFaded(layer, unit)) m_painter.setOpacity(kFadedUnit);
  if (column.areCards) return paintCard(layer, unit, value);
  UnitPicture picture;
  if (radius >= kLeastRadiusWithPicture)
    picture = unitPicture(m_moment, m_view.field, layer, unit, m_view.theme);
  const bool hasPicture = !picture.image.isNull();
  paintCircle(center, radius, isKnown(layer) ? std::optional(value) : std::nullopt,
              static_cast<double>(m_view.unitRanges[layer]), hasPicture,
              hasPicture || layer + 1 < m_view.layout.layers.size());  // otherwise the output's bar shows it
  if (hasPicture) {
    QSizeF size =
        QSizeF(picture.image.size()).scaled(QSizeF(2, 2) * (radius * kPictureShare), Qt::KeepAspectRatio);
    QRectF place({}, size);
    place.moveCenter(center);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, picture.isPlane);
    m_painter.drawImage(place, picture.image);
    if (picture.isPlane) paintOnPlane(layer, unit, place);
    m_painter.setPen(m_view.theme.mutedText);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(place);
  }
  paintBias(layer, unit);
  m_painter.setOpacity(1);
}

void UnitPainter::paintCard(std::size_t layer, Index unit, double value) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  const engine::LayerTrace& trace = m_moment.probe.trace.layers[layer];
  const UnitPicture picture = unitPicture(m_moment, m_view.field, layer, unit, m_view.theme);
  UnitCard card{.activation = m_moment.network().layer(layer).activation(),
                .z = {},
                .a = {},
                .isGradient = m_view.quantity == Quantity::Gradients,
                .delta = {},
                .range = static_cast<double>(m_view.unitRanges[layer]),
                .picture = picture.image,
                .isSelected = m_view.unit == UnitPlace{.layer = layer, .unit = unit},
                .isHovered = m_view.hovered == CanvasTarget(OnUnit{.layer = layer, .unit = unit})};
  if (card.isGradient && isKnown(layer)) card.delta = value;
  if (m_view.signal == nullptr || m_view.signal->knowsZ(layer))
    card.z = static_cast<double>(trace.z(unit, 0));
  if (m_view.signal == nullptr || m_view.signal->knowsA(layer))
    card.a = static_cast<double>(trace.a(unit, 0));
  const QRectF place = column.unitRect(unit);
  paintUnitCard(m_painter, place, card, m_view.theme);
  const QRectF plane = unitCardPicture(place);
  if (picture.isPlane) paintOnPlane(layer, unit, plane);
  paintBias(layer, unit);
  m_painter.setOpacity(1);
}

void UnitPainter::paintOnPlane(std::size_t layer, Index unit, const QRectF& place) {
  const bool isOutput = layer + 1 == m_view.layout.layers.size();
  const engine::Plane& plane = m_view.field->plane;
  if (place.width() >= kLeastSideWithPoints)
    paintPoints(m_painter, place, plane, m_moment, isOutput ? unit : 0, m_view.theme);
  else if (place.width() >= kLeastAimedSide)
    paintHere(m_painter, place, plane, m_moment, m_view.theme);
}

void UnitPainter::paintBiasUnit(std::size_t layer) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (!column.bias) return;
  const Theme& theme = m_view.theme;
  m_painter.setOpacity(m_view.alone && m_view.alone->layer != layer ? kFadedUnit : 1);
  m_painter.setPen(QPen(theme.mutedText, 1));
  m_painter.setBrush(theme.panel);
  m_painter.drawEllipse(*column.bias, kBiasRadius, kBiasRadius);
  m_painter.setFont(typeFont(m_painter.font(), TypeSize::Small));
  m_painter.setPen(theme.text);
  QRectF place(0, 0, 2 * kBiasRadius, 2 * kBiasRadius);
  place.moveCenter(*column.bias);
  m_painter.drawText(place, Qt::AlignCenter, QStringLiteral("1"));
  m_painter.setPen(theme.mutedText);
  const QString name = CanvasText::tr("bias");
  const double width = m_painter.fontMetrics().horizontalAdvance(name) + 2;
  // Where its edges, which go to the right, do not cross it.
  const bool isLeft = layer == 0;
  m_painter.drawText(
      QRectF(isLeft ? place.left() - width - 3 : place.left() - 20, isLeft ? place.top() : place.bottom(),
             isLeft ? width : place.width() + 40, isLeft ? place.height() : 14),
      isLeft ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignHCenter | Qt::AlignTop, name);
  m_painter.setOpacity(1);
}

void UnitPainter::paintBias(std::size_t layer, Index unit) {
  const QRectF place = biasPlace(m_view.layout.layers[layer], unit);
  const auto bias = m_moment.network().bias(m_moment.weights(), layer);
  if (place.isEmpty() || bias.size() == 0) return;
  const bool isHovered = m_view.hovered == CanvasTarget(OnBias{.layer = layer, .unit = unit});
  m_painter.setPen(QPen(isHovered ? m_view.theme.accent : m_view.theme.mutedText, isHovered ? 2 : 1));
  const auto range = static_cast<double>(m_view.edges.ranges[layer]);
  m_painter.setBrush(m_view.theme.diverging(static_cast<double>(bias[unit]) / range));
  m_painter.drawRect(place);
}

void UnitPainter::paintCircle(QPointF center, double radius, std::optional<double> known, double range,
                              bool hasPicture, bool hasNumber) {
  const Theme& theme = m_view.theme;
  const double value = known.value_or(0);
  const QColor fill = theme.diverging(value / range);
  m_painter.setPen(QPen(theme.mutedText, radius > 3.2 ? 1 : 0.5));
  m_painter.setBrush(fill);
  m_painter.drawEllipse(center, radius, radius);
  if (radius >= kLeastRadiusWithTick && value != 0) {
    // A tick at the top for positive values, at the bottom for negative ones.
    const double side = value > 0 ? -1 : 1;
    m_painter.setPen(QPen(theme.text, 1.6));
    m_painter.drawLine(center + QPointF(0, side * radius * 0.8), center + QPointF(0, side * (radius + 2)));
  }
  if (radius < kLeastRadiusWithNumber || !hasNumber) return;
  const QString number = known ? shortValueText(value) : QStringLiteral("—");
  m_painter.setFont(scaledFont(
      m_painter.font(), std::clamp(radius * 0.36, pointsOf(TypeSize::Least), pointsOf(TypeSize::Large))));
  QFontMetricsF metrics(m_painter.font());
  // A longer number, such as a negative value, is written smaller rather than left out.
  const double room = radius * 1.6;
  if (const double width = metrics.horizontalAdvance(number) + 2; !hasPicture && width > room) {
    m_painter.setFont(scaledFont(
        m_painter.font(), std::max(pointsOf(TypeSize::Least), m_painter.font().pointSizeF() * room / width)));
    metrics = QFontMetricsF(m_painter.font());
  }
  const bool isDarkFill = fill.lightness() < 128;
  m_painter.setPen(isDarkFill == theme.isDark ? theme.text : theme.field);
  QRectF place(0, 0, metrics.horizontalAdvance(number) + 2, metrics.height());
  place.moveCenter(center);
  if (hasPicture) {
    place.moveTop(center.y() + radius + 1);
    if (place.height() > radius * 0.5) return;  // it would overlap the next unit
    m_painter.setPen(theme.text);
  } else if (place.width() > radius * 1.9) {
    return;
  }
  m_painter.drawText(place, Qt::AlignCenter, number);
}

void UnitPainter::paintMarks(std::size_t layer) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (column.areCards) return;  // a card is marked by its own border
  const auto mark = [&](Index unit, const QPen& pen) {
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    if (column.maps.isImage()) m_painter.drawRect(column.mapRect(unit / column.maps.pixels()));
    const double radius = column.radius() + 3;
    m_painter.drawEllipse(column.center(unit), radius, radius);
  };
  if (m_view.unit && m_view.unit->layer == layer)
    mark(m_view.unit->unit, QPen(m_view.theme.accent, 2, Qt::DotLine));
  if (const auto* unit = std::get_if<OnUnit>(&m_view.hovered); unit != nullptr && unit->layer == layer)
    mark(unit->unit, QPen(m_view.theme.accent, 2));
  if (column.maps.isImage() && layer + 1 < m_view.layout.layers.size())
    paintFields(m_painter, m_moment, m_view, column, layer + 1);
}

void UnitPainter::paintBars(std::size_t layer, const engine::Vector& values) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (column.pitch < 9) return;  // too many classes for text; units can still be pointed at
  const auto [first, last] = column.unitsIn(m_view.layout.body);
  for (Index i = first; i < last; ++i) {
    if (isFaded(layer, i)) m_painter.setOpacity(kFadedUnit);
    paintBar(layer, i, isKnown(layer) ? std::optional(static_cast<double>(values[i])) : std::nullopt);
    m_painter.setOpacity(1);
  }
}

bool UnitPainter::isKnown(std::size_t layer) const {
  if (m_view.quantity == Quantity::Gradients && !m_moment.probe.hasGradient()) return false;
  if (m_view.signal == nullptr) return true;
  return m_view.quantity == Quantity::Gradients ? m_view.signal->knowsDelta(layer)
                                                : m_view.signal->knowsA(layer);
}

void UnitPainter::paintBar(std::size_t layer, Index unit, std::optional<double> known) {
  const double value = known.value_or(0);
  const ColumnLayout& column = m_view.layout.layers[layer];
  const Theme& theme = m_view.theme;
  const engine::Probe& probe = m_moment.probe;
  const double left = column.grid.right() + 4;
  const double height =
      std::clamp(column.pitch * 0.62, column.pitch - 3 < 20 ? column.pitch - 3 : 20.0, 30.0);
  const QRectF row(left, column.center(unit).y() - height / 2, column.right - left, height);
  const double share = std::isfinite(value)
                           ? std::min(1.0, std::abs(value) / static_cast<double>(m_view.unitRanges[layer]))
                           : 0;
  const double opacity = m_painter.opacity();
  m_painter.setPen(Qt::NoPen);
  m_painter.setBrush(theme.border);
  m_painter.setOpacity(0.45 * opacity);
  m_painter.drawRoundedRect(row, 3, 3);
  m_painter.setOpacity(0.75 * opacity);
  m_painter.setBrush(value < 0 ? theme.negative : theme.positive);
  m_painter.drawRoundedRect(QRectF(row.left(), row.top(), row.width() * share, row.height()), 3, 3);
  m_painter.setOpacity(opacity);

  const bool isOnly = column.units == 1;
  const bool isAnswer =
      known && m_moment.dataset->hasClasses() && !isOnly && unit == probe.prediction && std::isfinite(value);
  const bool isTarget = !isOnly && probe.target && unit == *probe.target;
  const bool isRight = !isOnly && m_moment.input.target && unit == *m_moment.input.target;
  const bool isChosen = m_moment.input.hasChosenTarget();
  m_painter.setFont(scaledFont(
      m_painter.font(), std::clamp(column.pitch * 0.36, pointsOf(TypeSize::Least), pointsOf(TypeSize::Large)),
      isAnswer));
  m_painter.setPen(theme.text);
  const bool isForward = m_view.quantity == Quantity::Activations;
  const bool isProbability =
      isForward && m_moment.network().layer(layer).activation() == engine::Activation::Softmax;
  // A gradient that is negligible beside the others is shown as such, not as "3e−12".
  const bool isNothing =
      !isForward && std::abs(value) < kNothing * static_cast<double>(m_view.unitRanges[layer]);
  QString number = !known          ? QStringLiteral("—")
                   : isProbability ? certaintyText(value)
                   : isNothing     ? QStringLiteral("≈ 0")
                                   : valueText(value);
  // Where a tick cannot show what is right, the number does.
  const bool tellsTarget = known && isForward && !isTarget && probe.y.size() == column.units &&
                           (isOnly || !m_moment.dataset->hasClasses());
  const QRectF words = row.adjusted(6, 0, -6, 0);
  QFontMetrics metrics = m_painter.fontMetrics();
  if (tellsTarget) {
    const QString wanted = valueText(static_cast<double>(probe.y[unit]));
    const QString both = wanted == number ? QStringLiteral("%1 ✓").arg(number)
                         : isChosen       ? CanvasText::tr("%1, target %2").arg(number, wanted)
                                          : CanvasText::tr("%1, not %2").arg(number, wanted);
    if (metrics.horizontalAdvance(both) < words.width()) number = both;
  }
  const QString mark = isRight                ? QStringLiteral(" ✓")
                       : isTarget && isChosen ? CanvasText::tr(" (your target)")
                                              : QString();
  const QString own = outputName(*m_moment.dataset, column.units, unit);
  // In a narrow column "> 99.9 %" is made smaller before it hides its name, and in any case before its first
  // digit would be cut off.
  const int alone = metrics.horizontalAdvance(number);
  double shrunk = words.width() / (metrics.horizontalAdvance(own) + 6 + alone);
  if (shrunk <= kMostShrunk) shrunk = words.width() / alone;
  if (shrunk < 1 && !column.areCards) {
    m_painter.setFont(scaledFont(m_painter.font(), m_painter.font().pointSizeF() * shrunk * 0.98, isAnswer));
    metrics = m_painter.fontMetrics();
  }
  // Beside a card, which shows the number too, the name takes precedence.
  if (column.areCards && !own.isEmpty() &&
      metrics.horizontalAdvance(own) + metrics.horizontalAdvance(number) + 6 > words.width())
    number = metrics.horizontalAdvance(own) + 6 < words.width() ? QString() : number;
  m_painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, number);
  const int room = static_cast<int>(words.width()) - metrics.horizontalAdvance(number) - 6;
  const QString name = metrics.elidedText(metrics.horizontalAdvance(own + mark) <= room ? own + mark : own,
                                          Qt::ElideRight, room);
  constexpr double kNameAbove = 15;
  if (metrics.horizontalAdvance(own) > room && column.pitch >= height + kNameAbove) {
    // A number alone says nothing: where there is no room for the class beside it, the class goes above.
    m_painter.setFont(typeFont(m_painter.font(), TypeSize::Small));
    m_painter.drawText(
        QRectF(row.left(), row.top() - kNameAbove, row.width(), kNameAbove), Qt::AlignVCenter,
        m_painter.fontMetrics().elidedText(own, Qt::ElideRight, static_cast<int>(row.width())));
  } else if (metrics.horizontalAdvance(name) <= room) {
    m_painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, name);
  }
  if (!isTarget) return;
  m_painter.setPen(QPen(isChosen ? theme.accent : theme.right, 1.5));
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawRoundedRect(row, 3, 3);
}

void UnitPainter::paintEdgeNumbers() {
  if (m_view.alone) return;  // the terms say more
  m_painter.setFont(typeFont(m_painter.font(), TypeSize::Small, true));
  const Theme& theme = m_view.theme;
  // While a step moves the weights, each shows by how much.
  const auto textOf = [this](const Edge& edge) {
    if (m_view.changes == nullptr) return edgeText(edge);
    const engine::NetworkPlace place{.layer = edge.layer, .unit = edge.to, .from = edge.from};
    const Index at = engine::parameterIndex(m_moment.network(), place);
    return CanvasText::tr("%1 (%2)").arg(edgeText(edge),
                                         changeText(static_cast<double>((*m_view.changes)[at])));
  };
  const QFontMetricsF metrics(m_painter.font());
  // Where one unit or input is pointed at, its edges are lit and only they have numbers.
  std::function<bool(const Edge&)> isAsked;
  if (const auto* unit = std::get_if<OnUnit>(&m_view.hovered))
    isAsked = [unit](const Edge& edge) {
      return (edge.layer == unit->layer && edge.to == unit->unit) ||
             (edge.layer == unit->layer + 1 && edge.from == unit->unit);
    };
  else if (const auto* input = std::get_if<OnPixel>(&m_view.hovered))
    isAsked = [input](const Edge& edge) { return edge.layer == 0 && edge.from == input->pixel; };
  for (const EdgeLabel& label : edgeLabels(m_view.layout, m_view.edges, metrics, textOf, isAsked)) {
    const auto& [layer, from, to, value, strength] = label.edge;
    const bool isHovered = m_view.hovered == CanvasTarget(OnEdge{.layer = layer, .from = from, .to = to});
    m_painter.setPen(isHovered ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
    m_painter.setBrush(theme.field);
    m_painter.setOpacity(0.9);
    m_painter.drawRoundedRect(label.place, 3, 3);
    m_painter.setOpacity(1);
    m_painter.setPen(value < 0 ? theme.negative : (value > 0 ? theme.positive : theme.text));
    m_painter.drawText(label.place, Qt::AlignCenter, label.text);
  }
}

void UnitPainter::paintTerms() {
  // Only one table at a time, or they would cover each other: that of the unit in the middle.
  const QRectF& body = m_view.layout.body;
  std::optional<UnitPlace> place;
  double least = 0;
  for (std::size_t layer = 0; layer < m_view.layout.layers.size(); ++layer) {
    const ColumnLayout& column = m_view.layout.layers[layer];
    if (column.radius() < kLeastRadiusWithTerms || column.maps.isImage()) continue;
    const auto [first, last] = column.unitsIn(body);
    for (Index unit = first; unit < last; ++unit) {
      const QPointF center = column.center(unit);
      if (!body.contains(center) || isFaded(layer, unit)) continue;
      const double distance = QLineF(center, body.center()).length();
      if (place && distance >= least) continue;
      place = UnitPlace{.layer = layer, .unit = unit};
      least = distance;
    }
  }
  if (!place) return;
  const ColumnLayout& column = m_view.layout.layers[place->layer];
  if (const auto terms = unitTerms(m_moment, place->layer, place->unit, kTerms))
    paintUnitTerms(m_painter, *terms, m_moment, place->layer,
                   QPointF(column.unitRect(place->unit).left() - 14, column.center(place->unit).y()), body,
                   m_view.theme);
}

}  // namespace pellucid::ui
