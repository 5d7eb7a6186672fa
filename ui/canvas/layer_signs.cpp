// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layer_signs.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/canvas_text.h"

namespace pellucid::ui {
namespace {

constexpr int kSignSide = 16;
constexpr double kLeastUnitRadius = 2.5;  ///< below this a sign would be larger than its unit
constexpr double kMostUnitSign = 12;

/// At the lower right of the circle or card, where neither its bias nor its number is.
QRectF unitSignPlace(const ColumnLayout& column, Index unit) {
  const double side = std::clamp(column.radius() * 1.1, 5.0, kMostUnitSign);
  QRectF place(0, 0, side, side);
  if (column.areCards) {
    place.moveCenter(column.unitRect(unit).bottomRight() - QPointF(side * 0.7, side * 0.4));
    return place;
  }
  const double out = column.radius() > side ? column.radius() * 0.72 : 0;  // the sign covers small units
  place.moveCenter(column.center(unit) + QPointF(out, out));
  return place;
}

/// The sign's place on the circle, the card or the map.
QRectF signPlace(const ColumnLayout& column, Index unit) {
  if (!column.maps.isImage()) return unitSignPlace(column, unit);
  const QRectF map = column.mapRect(unit);
  const double side = std::clamp(map.height() * 0.4, 5.0, kMostUnitSign);
  return {map.right() - side, map.bottom() - side, side, side};
}

}  // namespace

LayerSignButton::LayerSignButton(QWidget* parent) : QAbstractButton(parent) {
  setFixedSize(kSignSide, kSignSide);
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);
}

void LayerSignButton::show(const LayerSign& sign) {
  m_kind = sign.kind;
  setAccessibleName(sign.text);
  setToolTip(CanvasText::tr("%1 Click for the reason and what can be done.").arg(sign.text));
  update();
}

void LayerSignButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (hasFocus() || underMouse()) {
    painter.setPen(QPen(theme.accent, 1.5));
    painter.setBrush(theme.panel);
    painter.drawEllipse(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75));
  }
  paintSign(painter, theme, m_kind, QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
}

QString LayerSigns::wordOf(std::size_t layer, Index unit) const {
  for (const LayerSign& sign : m_signs) {
    if (sign.layer != layer) continue;
    if (std::ranges::binary_search(sign.dead, unit)) return CanvasText::tr("dead");
    if (std::ranges::binary_search(sign.saturated, unit)) return CanvasText::tr("saturated");
  }
  return {};
}

LayerSignButton* LayerSigns::buttonOf(std::optional<std::size_t> layer) const {
  const auto sign = std::ranges::find(m_signs, layer, &LayerSign::layer);
  return sign == m_signs.end() ? nullptr : m_buttons[static_cast<std::size_t>(sign - m_signs.begin())];
}

void LayerSigns::setSigns(std::vector<LayerSign> signs, const CanvasLayout& layout) {
  if (signs == m_signs) return;
  m_signs = std::move(signs);
  while (m_buttons.size() > m_signs.size()) {
    m_buttons.back()->deleteLater();  // it may be what was pressed
    m_buttons.back()->hide();
    m_buttons.pop_back();
  }
  while (m_buttons.size() < m_signs.size()) {
    auto* button = new LayerSignButton(&m_canvas);
    const std::size_t place = m_buttons.size();
    connect(button, &QAbstractButton::clicked, this, [this, place] { emit pressed(m_signs[place].layer); });
    m_buttons.push_back(button);
  }
  for (std::size_t i = 0; i < m_signs.size(); ++i) m_buttons[i]->show(m_signs[i]);
  place(layout);
  m_canvas.update();
}

void LayerSigns::place(const CanvasLayout& layout) {
  for (std::size_t i = 0; i < m_signs.size(); ++i) {
    const auto layer = m_signs[i].layer;
    const bool isKnown = !layer || *layer < layout.layers.size();
    const QRectF card = !isKnown ? QRectF() : layer ? layout.layers[*layer].card : layout.input.card;
    m_buttons[i]->setVisible(!card.isEmpty());
    if (card.isEmpty()) continue;
    m_buttons[i]->move(static_cast<int>(card.left() + 6),
                       static_cast<int>(card.bottom()) - kSignSide / 2 + 3);
  }
}

void LayerSigns::paintUnits(QPainter& painter, const CanvasLayout& layout, const Theme& theme) const {
  for (const LayerSign& sign : m_signs) {
    if (!sign.layer || *sign.layer >= layout.layers.size()) continue;
    const ColumnLayout& column = layout.layers[*sign.layer];
    const bool isMaps = column.maps.isImage();
    if (!isMaps && column.radius() < kLeastUnitRadius) continue;
    const Index count = isMaps ? column.maps.channels : column.units;
    const auto paint = [&](const std::vector<Index>& units, auto paintUnit) {
      for (const Index unit : units) {
        if (unit >= count) continue;
        if (const QRectF place = signPlace(column, unit); layout.body.intersects(place))
          paintUnit(painter, theme, place);
      }
    };
    paint(sign.dead, paintDeadSign);
    paint(sign.saturated, paintSaturatedSign);
  }
}

}  // namespace pellucid::ui
