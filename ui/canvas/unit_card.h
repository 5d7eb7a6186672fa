// SPDX-License-Identifier: GPL-3.0-or-later
// A unit of a small network as a card: its sum z, its activation a, and how one becomes the other: its
// outputs over the plane, or the curve of f with the point where it is.
#pragma once

#include <QImage>
#include <QPainter>
#include <optional>

#include "engine/model/activation.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

struct UnitCard {
  engine::Activation activation = engine::Activation::Linear;
  std::optional<double> z = {};      ///< none while a signal on its way has not yet reached the sum
  std::optional<double> a = {};      ///< likewise
  bool isGradient = false;           ///< delta is shown instead of z and a
  std::optional<double> delta = {};  ///< dL/dz; none without a target
  double range = 1;                  ///< the unit's display has full colour from ± this on
  QImage picture = {};               ///< null where there is none
  bool isSelected = false;
  bool isHovered = false;
};

/// In the painter's font, at sizes that follow the card's.
void paintUnitCard(QPainter& painter, const QRectF& place, const UnitCard& card, const Theme& theme);

/// Where its picture or curve is.
QRectF unitCardPicture(const QRectF& place);

}  // namespace pellucid::ui
