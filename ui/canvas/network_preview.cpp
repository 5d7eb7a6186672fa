// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/network_preview.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/camera.h"
#include "ui/canvas/decision_fields.h"
#include "ui/canvas/edge_picture.h"
#include "ui/canvas/network_painter.h"

namespace pellucid::ui {
namespace {

constexpr double kLeastShrinking = 2.0;  // so that units are more than dots
constexpr double kNextShrinking = 1.2;   // multiplied each time while columns do not fit
constexpr double kMostShrinking = 3.5;   // to keep the numbers beside the outputs legible
constexpr std::size_t kPreviewEdges = 4000;
constexpr Index kPreviewField = 40;  // pixels on a side

/// The layout of a canvas `shrinking` times as large, whose body has the picture's shape.
CanvasLayout layOutPreview(const Moment& moment, QSizeF size, double shrinking) {
  const std::vector<ColumnContent> contents = contentsOf(moment.network());
  const QSizeF body = size * shrinking;
  const CanvasLayout tried = layOut(moment.dataset->shape, contents, body);
  const double rest = body.height() - tried.body.height();  // cards and footer
  CanvasLayout layout = layOut(moment.dataset->shape, contents, {body.width(), body.height() + rest});
  for (ColumnLayout& column : layout.layers) column.handle = {};
  return layout;
}

/// Whether the numbers beside the outputs, which are as large as their units, would be cut off.
bool isNarrow(const CanvasLayout& layout) {
  const ColumnLayout& output = layout.layers.back();
  const double needed = std::min(16 + 1.9 * output.pitch, 90.0);
  return output.right - output.grid.right() < needed;
}

}  // namespace

QImage networkPreview(const Moment& moment, const Theme& theme, QSize size, double ratio) {
  double shrinking = kLeastShrinking;
  CanvasLayout layout = layOutPreview(moment, size, shrinking);
  while (scrolls(layout) || (isNarrow(layout) && shrinking < kMostShrinking))
    layout = layOutPreview(moment, size, shrinking *= kNextShrinking);

  const VisibleEdges edges = visibleEdges(moment, Quantity::Activations, kPreviewEdges);
  const double scale = ratio / shrinking;
  EdgePicture edgePicture;
  edgePicture.draw(edges, {.layout = layout,
                           .theme = theme,
                           .size = (QSizeF(layout.body.right(), layout.body.bottom()) * scale).toSize(),
                           .ratio = scale});
  std::optional<engine::DecisionField> field;
  if (isPlane(*moment.dataset))
    field = engine::decisionField(moment.network(), moment.weights(), *moment.dataset,
                                  engine::planeAround(*moment.dataset, kPreviewField));

  QImage picture((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
  picture.fill(theme.field);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.scale(scale, scale);
  painter.translate(0, -layout.body.top());
  painter.drawImage(QPointF(0, 0), edgePicture.all());
  const CanvasView view{.layout = layout,
                        .edges = edges,
                        .theme = theme,
                        .unitRanges = unitRanges(moment, Quantity::Activations, RangeMode::Layer),
                        .field = field ? &*field : nullptr};
  NetworkPainter(painter, moment, view).paintUnits();
  painter.end();
  picture.setDevicePixelRatio(ratio);
  return picture;
}

}  // namespace pellucid::ui
