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
  bool isEmpty() const { return title.isEmpty(); }
};

/// What there is to say about a target; empty for buttons and for nothing. `field` may be null; see
/// unitPicture().
HoverCard hoverCard(const CanvasTarget& target, const Moment& moment, const engine::DecisionField* field,
                    const Theme& theme);

/// Beside `pointer`, inside `bounds`; gives back where it is.
QRectF paintHoverCard(QPainter& painter, const HoverCard& card, QPointF pointer, const QRectF& bounds,
                      const Theme& theme);

}  // namespace pellucid::ui
