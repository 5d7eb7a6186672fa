// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/network_painter.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <cmath>

#include "ui/canvas/hover_card.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr Index kManyUnits = 300;  // from here on units are squares in one picture

QString tr(const char* text) {
  return QCoreApplication::translate("Canvas", text);
}

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

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// "64 relu", "24×24×8 relu" or "12×12×8".
QString outputText(const engine::Layer& layer) {
  const QString size = layer.outputShape().isImage()
                           ? QString::fromStdString(engine::shapeText(layer.outputShape()))
                           : countText(layer.outputs());
  return layer.hasActivation() ? QStringLiteral("%1 %2").arg(size, text(engine::nameOf(layer.activation())))
                               : size;
}

QString parametersText(const engine::Layer& layer, bool isFrozen) {
  const engine::LayerSpec& spec = layer.spec();
  const QString count = countText(layer.parameterCount());
  switch (layer.kind()) {
    case engine::LayerKind::Dropout:
      return tr("drops %1").arg(percentText(spec.rate));
    case engine::LayerKind::MaxPool:
    case engine::LayerKind::AveragePool:
      return tr("%1×%1 windows").arg(spec.kernel);
    case engine::LayerKind::Flatten:
      return tr("no weights");
    default:
      return isFrozen ? tr("%1 frozen").arg(count) : tr("%1 weights").arg(count);
  }
}

}  // namespace

NetworkPainter::NetworkPainter(QPainter& painter, const Moment& moment, const CanvasView& view)
    : m_painter(painter), m_moment(moment), m_view(view) {
  m_painter.setRenderHint(QPainter::Antialiasing);
}

engine::Vector NetworkPainter::unitValues(const Moment& moment, Quantity quantity, std::size_t layer) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[layer];
  if (quantity == Quantity::Activations) return trace.a.col(0);
  if (!moment.probe.hasGradient()) return engine::Vector::Zero(trace.a.rows());
  return trace.delta.col(0);
}

QFont NetworkPainter::font(double points, bool isBold) const {
  QFont font = m_painter.font();
  font.setPointSizeF(points);
  font.setBold(isBold);
  return font;
}

double NetworkPainter::range(std::size_t layer, const engine::Vector& values) const {
  const engine::Activation activation = m_moment.network().layer(layer).activation();
  if (values.size() == 0) return 1;
  const bool isBounded = activation == engine::Activation::Sigmoid ||
                         activation == engine::Activation::Tanh || activation == engine::Activation::Softmax;
  if (m_view.quantity == Quantity::Activations && isBounded) return 1;
  return static_cast<double>(niceCeiling(static_cast<float>(values.cwiseAbs().maxCoeff())));
}

void NetworkPainter::paintColumns() {
  const engine::Shape shape = m_moment.dataset->shape;
  paintCard(m_view.layout.input, tr("Input"), tr("%1×%2 pixels").arg(shape.height).arg(shape.width),
            QString::fromStdString(m_moment.dataset->name).section(QLatin1Char('/'), -1), std::nullopt);
  paintInput();
  const engine::Network& network = m_moment.network();
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    const engine::Layer& layer = network.layer(i);
    const bool isFrozen = m_moment.experiment().network.layers[i].frozen;
    paintCard(m_view.layout.layers[i],
              QString::fromStdString(engine::layerName(m_moment.experiment().network, i)), outputText(layer),
              parametersText(layer, isFrozen), i);
    if (i + 1 == network.layerCount())
      paintOutput(i);
    else
      paintUnits(i);
    if (!m_view.layout.layers[i].handle.isEmpty()) paintHandle(i);
  }
  paintAddButtons();
}

void NetworkPainter::paintCard(const ColumnLayout& column, const QString& title, const QString& line1,
                               const QString& line2, std::optional<std::size_t> layer) {
  const Theme& theme = m_view.theme;
  const bool isSelected = layer && m_view.selected == layer;
  const bool isFrozen = layer && m_moment.experiment().network.layers[*layer].frozen;
  const bool isHovered = layer && m_view.hovered == CanvasTarget(OnCard{*layer});
  m_painter.setOpacity(m_view.dragged && m_view.dragged == layer ? 0.4 : 1.0);
  m_painter.setPen(
      QPen(isSelected ? theme.accent : (isHovered ? theme.mutedText : theme.border), isSelected ? 2 : 1));
  m_painter.setBrush(theme.panel);
  m_painter.drawRoundedRect(column.card, 7, 7);

  const QRectF inner = column.card.adjusted(9, 5, -6, -5);
  const double iconWidth = layer ? 20 : 0;
  const double crossWidth = column.remove.isEmpty() ? 0 : 16;
  const auto line = [&](const QFont& lineFont, const QColor& colour, double top, double width,
                        const QString& words) {
    m_painter.setFont(lineFont);
    m_painter.setPen(colour);
    const QRectF rect(inner.left(), inner.top() + top, width, 18);
    m_painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(width)));
  };
  line(font(9.5, true), theme.text, 0, inner.width() - iconWidth, title);
  line(font(9), theme.text, 18, inner.width(), line1);
  line(font(8.5), isFrozen ? theme.frozen : theme.mutedText, 35, inner.width() - crossWidth, line2);

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

void NetworkPainter::paintInput() {
  const ColumnLayout& column = m_view.layout.input;
  m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  m_painter.drawImage(column.grid, inputImage(m_moment.input.values, m_moment.dataset->shape));
  m_painter.setPen(m_view.theme.border);
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawRect(column.grid);
  if (const auto* pixel = std::get_if<OnPixel>(&m_view.hovered)) {
    const QPointF center = column.center(pixel->pixel);
    m_painter.setPen(QPen(m_view.theme.accent, 1.5));
    m_painter.drawRect(
        QRectF(center.x() - column.pitch / 2, center.y() - column.pitch / 2, column.pitch, column.pitch));
  }
}

void NetworkPainter::paintUnits(std::size_t layer) {
  const ColumnLayout& column = m_view.layout.layers[layer];
  const engine::Vector values = unitValues(m_moment, m_view.quantity, layer);
  const double full = range(layer, values);
  const Theme& theme = m_view.theme;
  if (column.maps.isImage()) {
    const auto width = static_cast<int>(column.maps.width);
    const auto height = static_cast<int>(column.maps.height);
    const Index pixels = column.maps.pixels();
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    m_painter.setPen(theme.border);
    m_painter.setBrush(Qt::NoBrush);
    for (Index map = 0; map < column.maps.channels; ++map) {
      const QRectF rect = column.mapRect(map);
      m_painter.drawImage(rect,
                          signedImage(values.segment(map * pixels, pixels), width, height, full, theme));
      m_painter.drawRect(rect);
    }
  } else if (column.units > kManyUnits) {
    const auto width = static_cast<int>(column.gridColumns);
    const auto height = static_cast<int>((column.units + width - 1) / width);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    m_painter.drawImage(column.grid, signedImage(values, width, height, full, theme));
    m_painter.setPen(theme.border);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(column.grid);
  } else {
    m_painter.setPen(QPen(theme.mutedText, column.pitch > 8 ? 1 : 0.5));
    for (Index i = 0; i < column.units; ++i) {
      m_painter.setBrush(theme.diverging(static_cast<double>(values[i]) / full));
      m_painter.drawEllipse(column.center(i), column.radius(), column.radius());
    }
  }
  const auto* unit = std::get_if<OnUnit>(&m_view.hovered);
  if (unit != nullptr && unit->layer == layer) {
    m_painter.setPen(QPen(theme.accent, 2));
    m_painter.setBrush(Qt::NoBrush);
    if (column.maps.isImage()) m_painter.drawRect(column.mapRect(unit->unit / column.maps.pixels()));
    m_painter.drawEllipse(column.center(unit->unit), column.radius() + 2, column.radius() + 2);
  }
}

void NetworkPainter::paintOutput(std::size_t layer) {
  paintUnits(layer);
  const ColumnLayout& column = m_view.layout.layers[layer];
  if (column.pitch < 9) return;  // too many classes for words; units can still be pointed at
  const engine::Vector values = unitValues(m_moment, m_view.quantity, layer);
  const double full = range(layer, values);
  const Theme& theme = m_view.theme;
  const double left = column.grid.right() + 4;
  const double width = column.card.right() - left;
  const double height = std::min(20.0, column.pitch - 3);
  const bool isForward = m_view.quantity == Quantity::Activations;
  const double points = std::clamp(column.pitch * 0.36, 6.0, 9.0);
  for (Index i = 0; i < column.units; ++i) {
    const auto value = static_cast<double>(values[i]);
    const QRectF row(left, column.center(i).y() - height / 2, width, height);
    const double share = std::min(1.0, std::abs(value) / full);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(theme.border);
    m_painter.setOpacity(0.45);
    m_painter.drawRoundedRect(row, 3, 3);
    m_painter.setOpacity(0.75);
    m_painter.setBrush(value < 0 ? theme.negative : theme.positive);
    m_painter.drawRoundedRect(QRectF(row.left(), row.top(), row.width() * share, row.height()), 3, 3);
    m_painter.setOpacity(1);

    const bool isOnly = column.units == 1;
    const bool isAnswer = !isOnly && i == m_moment.probe.prediction;
    const bool isTarget = !isOnly && m_moment.probe.target && i == *m_moment.probe.target;
    m_painter.setFont(font(points, isAnswer));
    m_painter.setPen(theme.text);
    const bool isProbability =
        isForward && m_moment.network().layer(layer).activation() == engine::Activation::Softmax;
    const QString number = isProbability ? percentText(value) : valueText(value);
    const QRectF words = row.adjusted(6, 0, -6, 0);
    m_painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, number);
    const QString mark = isTarget ? QStringLiteral(" ✓") : QString();
    const int room = static_cast<int>(words.width()) - m_painter.fontMetrics().horizontalAdvance(number) - 6;
    const QString name = outputName(*m_moment.dataset, column.units, i) + mark;
    m_painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(name, Qt::ElideRight, room));
    if (isTarget) {
      m_painter.setPen(QPen(theme.right, 1.5));
      m_painter.setBrush(Qt::NoBrush);
      m_painter.drawRoundedRect(row, 3, 3);
    }
  }
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
  QString words = (isForward ? tr("w ±%1") : tr("dL/dw ±%1")).arg(range);
  m_painter.setFont(font(8));
  const double gap = m_view.layout.layers[layer].card.left() -
                     (layer == 0 ? m_view.layout.input : m_view.layout.layers[layer - 1]).card.right();
  const auto fits = [&] { return m_painter.fontMetrics().horizontalAdvance(words) < gap - 4; };
  if (!fits()) words = QStringLiteral("±") + range;  // the legend below still says of what
  if (!fits()) return;
  m_painter.setPen(m_view.theme.mutedText);
  m_painter.drawText(place, Qt::AlignCenter, words);
}

void NetworkPainter::paintFooter() {
  const Theme& theme = m_view.theme;
  const QRectF footer = m_view.layout.footer;
  const bool isForward = m_view.quantity == Quantity::Activations;
  m_painter.setFont(font(8.5));
  m_painter.setPen(theme.mutedText);

  QString statement = tr("%1 of %2 edges drawn: the largest %3")
                          .arg(countText(static_cast<qint64>(m_view.edges.edges.size())),
                               countText(static_cast<qint64>(m_view.edges.total)),
                               isForward ? QStringLiteral("|w·a|") : QStringLiteral("|dL/dw|"));
  if (m_view.edges.total == 0) statement = tr("This network has no edges between single units.");
  if (!isForward && !m_moment.probe.hasGradient())
    statement =
        tr("A drawn image has no right answer, so it has no loss and no gradient. Show a test image.");

  constexpr double kBar = 90;
  const QString name = isForward ? tr("weight w of an edge") : tr("dL/dw of an edge");
  const QFontMetrics metrics = m_painter.fontMetrics();
  double right = footer.right();
  const auto put = [&](const QString& words) {
    const double width = metrics.horizontalAdvance(words);
    m_painter.drawText(QRectF(right - width, footer.top(), width, footer.height()), Qt::AlignVCenter, words);
    right -= width + 6;
  };
  put(QStringLiteral("+"));
  const QRectF bar(right - kBar, footer.center().y() - 5, kBar, 10);
  QLinearGradient scale(bar.topLeft(), bar.topRight());
  scale.setColorAt(0, theme.diverging(-1));
  scale.setColorAt(0.5, theme.diverging(0));
  scale.setColorAt(1, theme.diverging(1));
  m_painter.fillRect(bar, scale);
  right = bar.left() - 6;
  put(QChar(0x2212));
  put(name);
  const int room = static_cast<int>(right - footer.left() - 12);
  m_painter.drawText(QRectF(footer.left(), footer.top(), room, footer.height()), Qt::AlignVCenter,
                     metrics.elidedText(statement, Qt::ElideRight, room));
}

}  // namespace pellucid::ui
