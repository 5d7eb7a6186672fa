// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/unit_pictures.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/run/place_names.h"
#include "ui/theme/diverging_scale.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kSide = 34;  // of a cell, with its gap
constexpr int kCellGap = 2;   // pixels of the picture between two cells

}  // namespace

UnitPictures::UnitPictures() {
  setMouseTracking(true);
  setAccessibleName(tr("Pictures of the units' weights"));
  setToolTip(tr(
      "Each picture shows one unit's weights: orange where ink raises its sum, blue where ink lowers it."));
}

bool UnitPictures::arePictures(const Moment& moment, std::size_t layer) {
  if (moment.network().layer(layer).kind() == engine::LayerKind::Conv2d) return true;
  return layer == 0 && moment.dataset->shape.isImage();
}

void UnitPictures::showWeights(const MomentPtr& moment, std::size_t layer) {
  const bool hasNewShape =
      !m_moment || m_layer != layer || m_moment->snapshot->network != moment->snapshot->network;
  m_moment = moment;
  m_layer = layer;
  m_isStale = true;
  if (hasNewShape) setMinimumHeight(heightForWidth(std::max(width(), 200)));
  update();
}

QSize UnitPictures::pictureSize() const {
  const engine::Layer& layer = m_moment->network().layer(m_layer);
  if (layer.kind() == engine::LayerKind::Conv2d) {
    const auto side = static_cast<int>(layer.spec().kernel);
    return {side, side * static_cast<int>(layer.inputShape().channels)};
  }
  const engine::Shape shape = m_moment->dataset->shape;
  return {static_cast<int>(shape.width), static_cast<int>(shape.height * shape.channels)};
}

engine::Index UnitPictures::pictureCount() const {
  return std::max<engine::Index>(1, m_moment->network().weight(m_moment->weights(), m_layer).rows());
}

UnitPictures::Grid UnitPictures::grid(int width) const {
  const auto units = static_cast<int>(pictureCount());
  Grid grid;
  grid.columns = std::clamp(static_cast<int>(width / kSide), 1, units);
  grid.rows = (units + grid.columns - 1) / grid.columns;
  grid.side = kSide;
  return grid;
}

int UnitPictures::heightForWidth(int width) const {
  if (!m_moment) return 40;
  const Grid cells = grid(width);
  return static_cast<int>(std::ceil(cells.rows * cells.side));
}

void UnitPictures::drawAgain() {
  m_isStale = false;
  const Theme& theme = themeOf(*this);
  const QSize picture = pictureSize();
  const Grid cells = grid(width());
  m_image = QImage(cells.columns * (picture.width() + kCellGap), cells.rows * (picture.height() + kCellGap),
                   QImage::Format_RGB32);
  m_image.fill(theme.panel);
  const DivergingScale scale(theme, theme.neutral);
  const auto w = m_moment->network().weight(m_moment->weights(), m_layer);
  for (engine::Index unit = 0; unit < w.rows(); ++unit) {
    const engine::Vector row = w.row(unit).transpose();
    const double range = std::max(1e-12, static_cast<double>(row.cwiseAbs().maxCoeff()));
    const auto column = static_cast<int>(unit % cells.columns);
    const auto line = static_cast<int>(unit / cells.columns);
    drawSigned(row, scale, range, picture.width(),
               {column * (picture.width() + kCellGap), line * (picture.height() + kCellGap)}, m_image);
  }
}

void UnitPictures::paintEvent(QPaintEvent*) {
  if (!m_moment) return;
  const QSize picture = pictureSize();
  const Grid cells = grid(width());
  if (m_isStale || m_image.width() != cells.columns * (picture.width() + kCellGap)) drawAgain();
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, cells.side < picture.width());
  painter.drawImage(QRectF(0, 0, cells.columns * cells.side, cells.rows * cells.side), m_image);
}

void UnitPictures::mouseMoveEvent(QMouseEvent* event) {
  if (!m_moment) return;
  const Grid cells = grid(width());
  const auto column = static_cast<engine::Index>(event->position().x() / cells.side);
  const engine::Index unit =
      static_cast<engine::Index>(event->position().y() / cells.side) * cells.columns + column;
  if (column >= cells.columns || unit >= pictureCount()) {
    emit described({});
    return;
  }
  const auto row = m_moment->network().weight(m_moment->weights(), m_layer).row(unit);
  const QString least = valueText(static_cast<double>(row.minCoeff()));
  const QString most = valueText(static_cast<double>(row.maxCoeff()));
  if (m_moment->network().layer(m_layer).kind() == engine::LayerKind::Conv2d)
    emit described(tr("filter %1: weights from %2 to %3").arg(unit + 1).arg(least, most));
  else
    emit described(tr("%1: a = %2, weights from %3 to %4")
                       .arg(PlaceNames(*m_moment).shortUnit(m_layer, unit))
                       .arg(valueText(static_cast<double>(m_moment->probe.trace.layers[m_layer].a(unit, 0))),
                            least, most));
}

void UnitPictures::leaveEvent(QEvent*) {
  emit described({});
}

void UnitPictures::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_isStale = true;
  QWidget::changeEvent(event);
}

}  // namespace pellucid::ui
