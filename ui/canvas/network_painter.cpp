// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/network_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_text.h"
#include "ui/canvas/unit_painter.h"
#include "ui/run/place_names.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

void paintPadlock(QPainter& painter, const QRectF& rect, bool isClosed, const QColor& colour) {
  const QRectF body(rect.left() + 4, rect.top() + 8, rect.width() - 8, rect.height() - 10.5);
  QPainterPath shackle;
  const double left = body.left() + 2;
  const double right = body.right() - 2;
  shackle.moveTo(left, body.top());
  shackle.lineTo(left, rect.top() + 5.5);
  shackle.arcTo(QRectF(left, rect.top() + 2.5, right - left, 6), 180, -180);
  shackle.lineTo(right, isClosed ? body.top() : rect.top() + 6);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(shackle);
  painter.setBrush(isClosed ? QBrush(colour) : QBrush(Qt::NoBrush));
  painter.drawRoundedRect(body, 1.5, 1.5);
}

void paintCross(QPainter& painter, const QRectF& rect, const QColor& colour) {
  const QRectF cross = rect.adjusted(5.5, 5.5, -5.5, -5.5);
  painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(cross.topLeft(), cross.bottomRight());
  painter.drawLine(cross.topRight(), cross.bottomLeft());
}

/// "Max pool 2"; then shorter forms for less room: the short name, and the number of the layer.
QStringList titles(const engine::NetworkSpec& network, std::size_t layer) {
  const QString number = QString::number(layer + 1);
  QStringList all{layerText(network, layer)};
  if (layer + 1 == network.layers.size()) return all;
  switch (network.layers[layer].kind) {
    case engine::LayerKind::MaxPool:
    case engine::LayerKind::AveragePool:
      all << CanvasText::tr("Pool %1").arg(number);
      break;
    case engine::LayerKind::BatchNorm:
      all << CanvasText::tr("Norm %1").arg(number);
      break;
    case engine::LayerKind::Dropout:
      all << CanvasText::tr("Drop %1").arg(number);
      break;
    case engine::LayerKind::Flatten:
      all << CanvasText::tr("Flat %1").arg(number);
      break;
    default:
      break;
  }
  return all << number;
}

/// "64 relu", "24×24×8 relu" or "12×12×8"; then shorter forms for less room.
QStringList outputTexts(const engine::Layer& layer) {
  const QString size = layer.outputShape().isImage()
                           ? QString::fromStdString(engine::shapeText(layer.outputShape()))
                           : countText(layer.outputs());
  if (!layer.hasActivation()) return {size};
  return {QStringLiteral("%1 %2").arg(size, nameText(layer.activation())), size};
}

/// What it learns or does; then shorter forms for less room.
QStringList parametersTexts(const engine::Layer& layer, bool isFrozen) {
  const engine::LayerSpec& spec = layer.spec();
  const QString count = countText(layer.parameterCount());
  switch (layer.kind()) {
    case engine::LayerKind::Dropout:
      return {CanvasText::tr("drops %1").arg(percentText(spec.rate)), percentText(spec.rate)};
    case engine::LayerKind::MaxPool:
    case engine::LayerKind::AveragePool:
      return {CanvasText::tr("%1×%1 windows").arg(spec.kernel), QStringLiteral("%1×%1").arg(spec.kernel)};
    case engine::LayerKind::Flatten:
      return {CanvasText::tr("no weights"), QString()};
    default:
      return {isFrozen
                  ? CanvasText::tr("%1 frozen").arg(count)
                  : CanvasText::tr("%Ln parameter(s)", nullptr, static_cast<int>(layer.parameterCount())),
              count, QString()};
  }
}

}  // namespace

NetworkPainter::NetworkPainter(QPainter& painter, const Moment& moment, const CanvasView& view)
    : m_painter(painter), m_moment(moment), m_view(view) {
  m_painter.setRenderHint(QPainter::Antialiasing);
}

void NetworkPainter::paintUnits() {
  UnitPainter units(m_painter, m_moment, m_view);
  units.paintInput();
  for (std::size_t i = 0; i < m_moment.network().layerCount(); ++i) {
    units.paintLayer(i);
    if (!m_view.layout.layers[i].handle.isEmpty()) paintHandle(i);
  }
}

void NetworkPainter::paintNumbers() {
  UnitPainter units(m_painter, m_moment, m_view);
  units.paintEdgeNumbers();
  units.paintTerms();
}

QStringList NetworkPainter::inputTexts() const {
  const engine::Dataset& dataset = *m_moment.dataset;
  const bool hasSamples = dataset.test.size() > 0;  // without any, what is shown is not an input at all
  if (!m_moment.input.isOwn() || !hasSamples)
    return {QString::fromStdString(dataset.name).section(QLatin1Char('/'), -1)};
  return {dataset.shape.isImage() ? CanvasText::tr("your own image") : CanvasText::tr("your own input"),
          CanvasText::tr("your own")};
}

QStringList NetworkPainter::targetTexts() const {
  const auto& label = m_moment.input.chosen.label;
  if (!label) return {CanvasText::tr("target chosen by you"), CanvasText::tr("your target")};
  const QString name = outputName(*m_moment.dataset, m_moment.dataset->classes(), *label);
  return {CanvasText::tr("target chosen by you: %1").arg(name), CanvasText::tr("your target: %1").arg(name),
          CanvasText::tr("your target")};
}

void NetworkPainter::paintCards() {
  const engine::Dataset& dataset = *m_moment.dataset;
  const engine::Shape& shape = dataset.shape;
  paintCard(m_view.layout.input, {CanvasText::tr("Input")},
            shape.isImage()
                ? QStringList{CanvasText::tr("%1×%2 pixels").arg(shape.height).arg(shape.width),
                              QStringLiteral("%1×%2").arg(shape.height).arg(shape.width)}
                : QStringList{CanvasText::tr("%Ln number(s)", nullptr, static_cast<int>(shape.size()))},
            inputTexts(), std::nullopt);
  const engine::Network& network = m_moment.network();
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    const bool isFrozen = m_moment.experiment().network.layers[i].frozen;
    paintCard(m_view.layout.layers[i], titles(m_moment.experiment().network, i),
              outputTexts(network.layer(i)),
              i + 1 == network.layerCount() && m_moment.input.hasChosenTarget() ? targetTexts()
              : isOutOfRange(i)
                  ? QStringList{CanvasText::tr("numbers out of range"), CanvasText::tr("out of range")}
                  : parametersTexts(network.layer(i), isFrozen),
              i);
  }
  paintAddButtons();
}

bool NetworkPainter::isOutOfRange(std::size_t layer) const {
  const auto* diverged = std::get_if<engine::Diverged>(&m_moment.snapshot->phase);
  return diverged != nullptr && diverged->layer == layer;
}

void NetworkPainter::paintCard(const ColumnLayout& column, const QStringList& title, const QStringList& line1,
                               const QStringList& line2, std::optional<std::size_t> layer) {
  if (column.card.isEmpty()) return;
  const Theme& theme = m_view.theme;
  const bool isSelected = layer && m_view.selected && m_view.selected->contains(*layer);
  const bool isFrozen = layer && m_moment.experiment().network.layers[*layer].frozen;
  const bool isHovered = layer && m_view.hovered == CanvasTarget(OnCard{*layer});
  m_painter.setOpacity(m_view.dragged && m_view.dragged == layer ? 0.4 : 1.0);
  const bool isMarked = layer && isOutOfRange(*layer);
  const QColor border = isHovered ? theme.mutedText : theme.border;
  m_painter.setPen(
      QPen(isMarked ? theme.wrong : (isSelected ? theme.accent : border), isSelected || isMarked ? 2 : 1));
  m_painter.setBrush(theme.panel);
  m_painter.drawRoundedRect(column.card, 7, 7);

  const bool isNarrow = column.card.width() < 80;
  const QRectF inner = column.card.adjusted(isNarrow ? 5 : 9, 5, isNarrow ? -3 : -6, -5);
  // From the left to the first icon in the row that `y` is in.
  const auto widthAt = [&](double y) {
    double right = inner.right();
    for (const QRectF& icon : {column.padlock, column.remove})
      if (!icon.isEmpty() && icon.top() <= y && y <= icon.bottom()) right = std::min(right, icon.left());
    return right - inner.left();
  };
  // The first text that fits, or as much of the last as there is room for.
  const auto line = [&](const QFont& lineFont, const QColor& colour, double top, const QStringList& texts) {
    m_painter.setFont(lineFont);
    m_painter.setPen(colour);
    const QRectF rect(inner.left(), inner.top() + top, widthAt(inner.top() + top + 9), 18);
    const QFontMetrics metrics = m_painter.fontMetrics();
    const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= rect.width(); };
    const auto text = std::find_if(texts.begin(), texts.end(), fits);
    m_painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                       text != texts.end() ? *text
                                           : metrics.elidedText(texts.back(), Qt::ElideRight,
                                                                static_cast<int>(rect.width())));
  };
  line(typeFont(m_painter.font(), isNarrow ? TypeSize::Small : TypeSize::Heading, true), theme.text, 0,
       title);
  line(typeFont(m_painter.font(), isNarrow ? TypeSize::Small : TypeSize::Body), theme.text, 18, line1);
  line(typeFont(m_painter.font(), TypeSize::Small),
       isMarked ? theme.wrong : (isFrozen ? theme.frozen : theme.mutedText), 35, line2);

  if (layer && !column.remove.isEmpty()) {
    const bool isOnRemove = m_view.hovered == CanvasTarget(OnRemove{*layer});
    paintCross(m_painter, column.remove, isOnRemove ? theme.wrong : theme.mutedText);
  }
  if (layer && !column.padlock.isEmpty()) {
    const bool isOnLock = m_view.hovered == CanvasTarget(OnPadlock{*layer});
    const QColor lockColour = isFrozen ? theme.frozen : (isOnLock ? theme.text : theme.mutedText);
    paintPadlock(m_painter, column.padlock, isFrozen, lockColour);
  }
  m_painter.setOpacity(1);
}

void NetworkPainter::paintHandle(std::size_t layer) {
  const Theme& theme = m_view.theme;
  const QRectF handle = m_view.layout.layers[layer].handle;
  const bool isHovered = m_view.hovered == CanvasTarget(OnHandle{layer});
  m_painter.setPen(Qt::NoPen);
  m_painter.setBrush(isHovered ? theme.accent : theme.border);
  m_painter.drawRoundedRect(handle.adjusted(0, 4, 0, -4), 3, 3);
}

void NetworkPainter::paintAddButtons() {
  const Theme& theme = m_view.theme;
  for (std::size_t i = 0; i < m_view.layout.addButtons.size(); ++i) {
    const QRectF button = m_view.layout.addButtons[i];
    if (button.isEmpty()) continue;
    const bool isHovered = m_view.hovered == CanvasTarget(OnAdd{i});
    m_painter.setPen(QPen(isHovered ? theme.accent : theme.border, 1));
    m_painter.setBrush(isHovered ? theme.accent : theme.panel);
    m_painter.drawEllipse(button);
    m_painter.setPen(QPen(isHovered ? theme.onAccent : theme.mutedText, 1.6));
    const QPointF c = button.center();
    m_painter.drawLine(c - QPointF(4, 0), c + QPointF(4, 0));
    m_painter.drawLine(c - QPointF(0, 4), c + QPointF(0, 4));
    paintRange(i, QRectF(c.x() - 50, button.bottom() + 5, 100, 16));
  }
}

void NetworkPainter::paintRange(std::size_t layer, const QRectF& place) {
  if (edgeCount(m_moment.network().layer(layer)) == 0) return;
  const bool isForward = m_view.quantity == Quantity::Activations;
  const QString range = valueText(static_cast<double>(m_view.edges.ranges[layer]));
  QString words = (isForward ? CanvasText::tr("w ±%1") : CanvasText::tr("dL/dw ±%1")).arg(range);
  m_painter.setFont(typeFont(m_painter.font(), TypeSize::Tiny));
  const double gap = m_view.layout.layers[layer].card.left() - m_view.layout.before(layer).card.right();
  const auto fits = [&] { return m_painter.fontMetrics().horizontalAdvance(words) < gap - 4; };
  if (!fits()) words = QStringLiteral("±") + range;  // the legend below still says what for
  if (!fits()) return;
  m_painter.setPen(m_view.theme.mutedText);
  m_painter.drawText(place, Qt::AlignCenter, words);
}

}  // namespace pellucid::ui
