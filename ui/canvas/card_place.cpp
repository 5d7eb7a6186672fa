// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/card_place.h"

#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr double kCardGap = 10;

double sharedArea(const QRectF& a, const QRectF& b) {
  const QRectF both = a.intersected(b);
  return both.width() * both.height();
}

QRectF movedInto(QRectF box, const QRectF& bounds) {
  box.moveLeft(std::max(std::min(box.left(), bounds.right() - box.width()), bounds.left()));
  box.moveTop(std::max(std::min(box.top(), bounds.bottom() - box.height()), bounds.top()));
  return box;
}

}  // namespace

QRectF placeCard(QSizeF size, const QRectF& about, const QRectF& bounds, const std::vector<QRectF>& taken) {
  // Beside its subject, or beside what is in the way; the first free place is best.
  std::vector<QPointF> corners;
  const auto addAround = [&](const QRectF& rect) {
    corners.emplace_back(rect.right() + kCardGap, about.center().y() + 4);
    corners.emplace_back(rect.left() - kCardGap - size.width(), about.center().y() + 4);
    corners.emplace_back(rect.right() + kCardGap, about.center().y() - size.height() - 4);
    corners.emplace_back(rect.left() - kCardGap - size.width(), about.center().y() - size.height() - 4);
    corners.emplace_back(about.center().x() - size.width() / 2, rect.bottom() + kCardGap);
    corners.emplace_back(about.center().x() - size.width() / 2, rect.top() - kCardGap - size.height());
  };
  addAround(about);
  for (const QRectF& other : taken) addAround(other);

  QRectF best;
  double least = 0;
  for (const QPointF& corner : corners) {
    const QRectF box = movedInto(QRectF(corner, size), bounds);
    double covered = 1000 * sharedArea(box, about);
    for (const QRectF& other : taken) covered += sharedArea(box, other);
    if (!best.isEmpty() && covered >= least) continue;
    best = box;
    least = covered;
  }
  return best;
}

}  // namespace pellucid::ui
