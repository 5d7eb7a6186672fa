// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/camera.h"

#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr double kLargestPitch = 400;  // pixels from unit to unit at the largest scale
constexpr double kFocusedPitch = 260;  // for looking at one unit
constexpr double kMostScale = 500;
constexpr double kLeastCard = 40;  // a narrower remainder of a card says nothing
constexpr double kIconGap = 5;
constexpr double kShownMargin = 40;  // beside a layer that comes into view

double largestScale(const CanvasLayout& whole) {
  double pitch = whole.input.pitch;
  for (const ColumnLayout& column : whole.layers) pitch = std::min(pitch, column.pitch);
  return std::clamp(kLargestPitch / pitch, 1.0, kMostScale);
}

/// The same with the whole picture covering the body: nothing but the network is visible.
Camera kept(Camera camera, const CanvasLayout& whole) {
  camera.scale = std::clamp(camera.scale, 1.0, largestScale(whole));
  const double room = 1 - camera.scale;
  const QRectF& body = whole.body;
  camera.offset = {
      std::clamp(camera.offset.x(), body.right() - whole.content.right() * camera.scale, body.left() * room),
      std::clamp(camera.offset.y(), body.bottom() * room, body.top() * room)};
  return camera;
}

Camera centered(QPointF point, double scale, const CanvasLayout& whole) {
  scale = std::clamp(scale, 1.0, largestScale(whole));
  return kept({.scale = scale, .offset = whole.body.center() - point * scale}, whole);
}

void see(ColumnLayout& column, const Camera& camera, const QRectF& body) {
  column.grid = QRectF(camera.toScreen(column.grid.topLeft()), column.grid.size() * camera.scale);
  column.pitch *= camera.scale;
  if (column.bias) column.bias = camera.toScreen(*column.bias);
  column.mapGap *= camera.scale;
  const double left = camera.toScreen(column.card.topLeft()).x();
  column.right = camera.toScreen({column.right, 0}).x();
  column.card.setLeft(std::max(left, body.left() + 2));
  column.card.setRight(std::min(column.right, body.right() - 2));
  if (column.card.width() < kLeastCard) {
    column.card = column.padlock = column.remove = column.handle = {};
    return;
  }
  for (QRectF* icon : {&column.padlock, &column.remove})
    if (!icon->isEmpty()) icon->moveRight(column.card.right() - kIconGap);
  if (column.handle.isEmpty()) return;
  column.handle.moveCenter({column.grid.center().x(), column.grid.bottom() + 6 + column.handle.height() / 2});
  if (!body.contains(column.handle)) column.handle = {};
}

}  // namespace

Camera zoomed(const Camera& camera, double factor, QPointF anchor, const CanvasLayout& whole) {
  const double scale = std::clamp(camera.scale * factor, 1.0, largestScale(whole));
  // anchor = scale·p + offset before and after.
  return kept({.scale = scale, .offset = anchor - (anchor - camera.offset) * (scale / camera.scale)}, whole);
}

Camera moved(const Camera& camera, QPointF distance, const CanvasLayout& whole) {
  return kept({.scale = camera.scale, .offset = camera.offset + distance}, whole);
}

Camera onUnit(std::size_t layer, Index unit, const CanvasLayout& whole) {
  const ColumnLayout& column = whole.layers[layer];
  return centered(column.center(unit), std::min(kFocusedPitch, whole.body.height() * 0.8) / column.pitch,
                  whole);
}

Camera onLayer(std::size_t layer, const CanvasLayout& whole) {
  const ColumnLayout& column = whole.layers[layer];
  const QSizeF room = whole.body.size() * 0.9;
  const double scale =
      std::min(room.width() / (column.right - column.card.left()), room.height() / column.grid.height());
  const double x = (column.card.left() + column.right) / 2;
  return centered({x, column.grid.center().y()}, scale, whole);
}

Camera showing(std::size_t layer, const Camera& camera, const CanvasLayout& whole) {
  const QRectF& card = whole.layers[layer].card;
  const double left = camera.toScreen(card.topLeft()).x();
  const double right = camera.toScreen(card.topRight()).x();
  double distance = 0;
  if (right > whole.body.right() - kShownMargin) distance = whole.body.right() - kShownMargin - right;
  if (left + distance < whole.body.left() + kShownMargin) distance = whole.body.left() + kShownMargin - left;
  return moved(camera, {distance, 0}, whole);
}

CanvasLayout seenThrough(const Camera& camera, const CanvasLayout& whole) {
  CanvasLayout seen = whole;
  if (camera == Camera() && !scrolls(whole)) return seen;
  see(seen.input, camera, whole.body);
  for (ColumnLayout& column : seen.layers) see(column, camera, whole.body);
  for (QRectF& button : seen.addButtons) {
    const double x = camera.toScreen(button.center()).x();
    button.moveCenter({x, button.center().y()});
    if (button.left() < whole.body.left() || button.right() > whole.body.right()) button = {};
  }
  return seen;
}

}  // namespace pellucid::ui
