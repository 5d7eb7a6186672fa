// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/overview.h"

#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr double kOverviewHeight = 26;
constexpr double kMostWidth = 260;
constexpr double kAbove = 6;  // the lower edge of the body

/// Pixels of the overview per pixel of the whole picture.
double shrunk(const QRectF& overview, const CanvasLayout& whole) {
  return overview.width() / whole.content.width();
}

}  // namespace

QRectF overviewRect(const Camera& camera, const CanvasLayout& whole) {
  if (!scrolls(whole) && camera.showsAll()) return {};
  const double width = std::min(kMostWidth, whole.body.width() / 3);
  QRectF rect(0, 0, width, kOverviewHeight);
  rect.moveCenter(whole.body.center());
  rect.moveBottom(whole.body.bottom() - kAbove);
  return rect;
}

void paintOverview(QPainter& painter, const Camera& camera, const CanvasLayout& whole, const Theme& theme) {
  const QRectF overview = overviewRect(camera, whole);
  if (overview.isEmpty()) return;
  const double scale = shrunk(overview, whole);
  painter.setPen(QPen(theme.border, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(overview, 5, 5);
  const auto block = [&](const ColumnLayout& column) {
    const double height =
        std::clamp(column.grid.height() / whole.body.height(), 0.2, 1.0) * (kOverviewHeight - 10);
    QRectF rect(0, 0, std::max(3.0, column.grid.width() * scale), height);
    rect.moveCenter({overview.left() + column.grid.center().x() * scale, overview.center().y()});
    painter.drawRoundedRect(rect, 1, 1);
  };
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.mutedText);
  block(whole.input);
  for (const ColumnLayout& column : whole.layers) block(column);
  const double left = (whole.body.left() - camera.offset.x()) / camera.scale;
  const double right = (whole.body.right() - camera.offset.x()) / camera.scale;
  QColor light = theme.accent;
  light.setAlphaF(0.12F);
  painter.setBrush(light);
  painter.setPen(QPen(theme.accent, 1.5));
  painter.drawRoundedRect(QRectF(QPointF(overview.left() + left * scale, overview.top()),
                                 QPointF(overview.left() + right * scale, overview.bottom())),
                          4, 4);
}

Camera lookedAt(double x, const Camera& camera, const CanvasLayout& whole) {
  const QRectF overview = overviewRect(camera, whole);
  const double wanted = (x - overview.left()) / shrunk(overview, whole);
  const double now = camera.toScreen({wanted, 0}).x();
  return moved(camera, {whole.body.center().x() - now, 0}, whole);
}

}  // namespace pellucid::ui
