// SPDX-License-Identifier: GPL-3.0-or-later
// Where a card is placed: beside what it explains, and not over another card. Pure geometry.
#pragma once

#include <QRectF>
#include <vector>

namespace pellucid::ui {

/// Room for a card of `size` inside `bounds`: to the right of `about`, otherwise to its left, below or above.
/// It covers neither `about` nor anything `taken`; where no place is free, it covers as little as possible,
/// and `about` only as a last resort.
QRectF placeCard(QSizeF size, const QRectF& about, const QRectF& bounds, const std::vector<QRectF>& taken);

}  // namespace pellucid::ui
