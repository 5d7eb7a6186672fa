// SPDX-License-Identifier: GPL-3.0-or-later
// A list of samples as a wall of pictures, and what is painted around each of them. GUI thread.
#pragma once

#include <QListView>
#include <QPainter>

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Side by side in rows that follow the list's width; one is chosen at a time.
inline void arrangeAsWall(QListView& list) {
  list.setViewMode(QListView::IconMode);
  list.setFlow(QListView::LeftToRight);
  list.setWrapping(true);
  list.setResizeMode(QListView::Adjust);
  list.setMovement(QListView::Static);
  list.setUniformItemSizes(true);
  list.setSelectionMode(QAbstractItemView::SingleSelection);
  list.setSelectionRectVisible(false);
  list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list.setFrameShape(QFrame::NoFrame);
  list.viewport()->setAutoFillBackground(false);  // it is on its panel
}

/// The background of a sample and the line around it.
inline void paintSampleFrame(QPainter& painter, const QRect& frame, bool isChosen, const Theme& theme) {
  painter.setPen(isChosen ? QPen(theme.forward, 2) : QPen(theme.border, 1));
  painter.setBrush(theme.field);
  painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

/// In the corner of the sample that flows through the network.
inline void paintShownDot(QPainter& painter, const QRect& frame, const Theme& theme) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.forward);
  painter.drawEllipse(QPointF(frame.right() - 6, frame.top() + 7), 3, 3);
}

}  // namespace pellucid::ui
