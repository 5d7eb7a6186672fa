// SPDX-License-Identifier: GPL-3.0-or-later
// The card beside what it explains: a unit's value, bias and incoming weights as a picture; an edge's w and
// dL/dw; a pixel's value. Where the canvas shows gradients, these come first.
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

/// The description of a target; empty for buttons and for nothing. `field` may be null; see unitPicture().
HoverCard hoverCard(const CanvasTarget& target, const Moment& moment, const engine::DecisionField* field,
                    const Theme& theme, Quantity quantity = Quantity::Activations);
/// A unit with at most this many weights lists the gradient of each.
inline constexpr Index kMostListed = 4;

/// Where a card was painted, and its picture; both empty without a card.
struct PaintedCard {
  QRectF box;
  QRectF picture;
};

/// The size of the card in the painter's font.
QSizeF sizeOf(const HoverCard& card, const QFont& font);

/// Paints it at `at`, as found by placeCard().
PaintedCard paintHoverCard(QPainter& painter, const HoverCard& card, QPointF at, const Theme& theme);

}  // namespace pellucid::ui
