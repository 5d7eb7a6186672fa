// SPDX-License-Identifier: GPL-3.0-or-later
// The card beside the pointer: a unit's value, bias and incoming weights as a picture; an edge's w and dL/dw;
// a pixel's value.
#pragma once

#include <QImage>
#include <QPainter>
#include <QStringList>

#include "ui/canvas/canvas_target.h"
#include "ui/canvas/unit_picture.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

struct HoverCard {
  QString title;
  QStringList lines;
  QImage picture;       ///< null where there is none
  QString pictureNote;  ///< what the picture shows, with its range
  double pictureWidth = 112;
  bool isPlane = false;  ///< the picture is of the plane of both inputs
  bool isEmpty() const { return title.isEmpty(); }
};

/// What there is to say about a target; empty for buttons and for nothing. `field` may be null; see
/// unitPicture().
HoverCard hoverCard(const CanvasTarget& target, const Moment& moment, const engine::DecisionField* field,
                    const Theme& theme);

/// Where a card was painted, and its picture; both empty without a card.
struct PaintedCard {
  QRectF box;
  QRectF picture;
};

/// Beside `pointer`, inside `bounds`.
PaintedCard paintHoverCard(QPainter& painter, const HoverCard& card, QPointF pointer, const QRectF& bounds,
                           const Theme& theme);

}  // namespace pellucid::ui
