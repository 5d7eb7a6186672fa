// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/weight_map.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/run/place_names.h"
#include "ui/theme/diverging_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

WeightMap::WeightMap() {
  setMouseTracking(true);
  setMinimumHeight(90);
  setAccessibleName(tr("Weight matrix"));
  setToolTip(
      tr("The weight matrix W: one row per unit, one column per input. Scroll to zoom, drag to move, "
         "double-click to show everything."));
}

void WeightMap::showWeights(const MomentPtr& moment, std::size_t layer) {
  if (layer != m_layer || !m_moment || m_moment->snapshot->network != moment->snapshot->network) {
    m_zoom = 1;
    m_offset = {};
  }
  m_moment = moment;
  m_layer = layer;
  m_isStale = true;
  if (m_pointer.x() >= 0) describe();
  update();
}

QRectF WeightMap::imageRect() const {
  return {m_offset, QSizeF(size()) * m_zoom};
}

void WeightMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  painter.fillRect(rect(), theme.field);
  if (!m_moment) return;
  if (m_isStale) {
    m_isStale = false;
    const auto w = m_moment->network().weight(m_moment->weights(), m_layer);
    const DivergingScale scale(theme, theme.neutral);
    const auto factor = 1.0F / std::max(1e-12F, static_cast<float>(w.cwiseAbs().maxCoeff()));
    m_image = QImage(static_cast<int>(w.cols()), static_cast<int>(w.rows()), QImage::Format_RGB32);
    for (engine::Index row = 0; row < w.rows(); ++row) {
      auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(static_cast<int>(row)));
      for (engine::Index column = 0; column < w.cols(); ++column)
        line[column] = scale(static_cast<float>(w(row, column)) * factor);
    }
  }
  const QRectF target = imageRect();
  // Scaled down, neighbours are averaged instead of left out; scaled up, each weight is a sharp rectangle.
  const QSize pixels =
      m_image.size().boundedTo((target.size() * devicePixelRatioF()).toSize().expandedTo({1, 1}));
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  if (pixels == m_image.size())
    painter.drawImage(target, m_image);
  else
    painter.drawImage(target, m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
  painter.setPen(theme.border);
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void WeightMap::describe() {
  if (!m_moment) return;
  const auto w = m_moment->network().weight(m_moment->weights(), m_layer);
  const QRectF target = imageRect();
  const auto column = static_cast<engine::Index>(
      std::floor((m_pointer.x() - target.left()) / target.width() * static_cast<double>(w.cols())));
  const auto row = static_cast<engine::Index>(
      std::floor((m_pointer.y() - target.top()) / target.height() * static_cast<double>(w.rows())));
  if (row < 0 || row >= w.rows() || column < 0 || column >= w.cols()) {
    emit described({});
    return;
  }
  const QString value = valueText(static_cast<double>(w(row, column)));
  const engine::Layer& layer = m_moment->network().layer(m_layer);
  if (layer.kind() != engine::LayerKind::Dense) {
    const engine::Index taps = layer.spec().kernel * layer.spec().kernel;
    emit described(tr("filter %1, input map %2, weight (%3, %4): w = %5", "row and column")
                       .arg(row + 1)
                       .arg(column / taps + 1)
                       .arg(column % taps / layer.spec().kernel + 1)
                       .arg(column % layer.spec().kernel + 1)
                       .arg(value));
    return;
  }
  const PlaceNames names(*m_moment);
  const QString who = tr("%1 ← %2", "a unit and where its weight comes from")
                          .arg(names.shortUnit(m_layer, row), names.shortSource(m_layer, column));
  if (!m_moment->probe.hasGradient()) {
    emit described(tr("%1: w = %2").arg(who, value));
    return;
  }
  emit described(
      tr("%1: w = %2, dL/dw = %3")
          .arg(who, value,
               valueText(static_cast<double>(engine::edgeGradient(m_moment->probe, m_layer, row, column)))));
}

void WeightMap::wheelEvent(QWheelEvent* event) {
  const double factor = std::exp2(event->angleDelta().y() / 240.0);
  const double zoom = std::clamp(m_zoom * factor, 1.0, 64.0);
  const QPointF at = event->position();
  m_offset = at - (at - m_offset) * (zoom / m_zoom);
  m_zoom = zoom;
  if (m_zoom <= 1) m_offset = {};
  describe();
  update();
  event->accept();
}

void WeightMap::mousePressEvent(QMouseEvent* event) {
  m_dragFrom = event->position() - m_offset;
}

void WeightMap::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (event->buttons().testFlag(Qt::LeftButton) && m_zoom > 1) {
    m_offset = m_pointer - m_dragFrom;
    update();
  }
  describe();
}

void WeightMap::mouseDoubleClickEvent(QMouseEvent*) {
  m_zoom = 1;
  m_offset = {};
  update();
}

void WeightMap::leaveEvent(QEvent*) {
  m_pointer = {-1, -1};
  emit described({});
}

void WeightMap::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_isStale = true;
  QWidget::changeEvent(event);
}

}  // namespace pellucid::ui
