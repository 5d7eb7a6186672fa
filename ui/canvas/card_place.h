// SPDX-License-Identifier: GPL-3.0-or-later
// Where a card finds room: beside what it explains, and not over another card. Pure geometry.
#pragma once

#include <QRectF>
#include <vector>

namespace pellucid::ui {

/// Room for a card of `size` inside `bounds`, at the right of `about`, or else at its left, below or above.
/// It lies neither on `about` nor on what is `taken`; where no place is free, it lies on as little as
/// possible, and on `about` last.
QRectF placeCard(QSizeF size, const QRectF& about, const QRectF& bounds, const std::vector<QRectF>& taken);

}  // namespace pellucid::ui
