// SPDX-License-Identifier: GPL-3.0-or-later
// One layer's weights as a heat map: a row for each unit, a column for each input. The wheel zooms, dragging
// moves, and the value under the pointer is reported. Repaints only when the weights have changed or the
// pointer has moved.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/run/moment.h"

namespace pellucid::ui {

class WeightMap : public QWidget {
  Q_OBJECT

 public:
  WeightMap();

  /// `layer` counts from 0.
  void showWeights(const MomentPtr& moment, std::size_t layer);

  QSize sizeHint() const override { return {270, 150}; }

 signals:
  /// A sentence about the weight under the pointer; empty without one.
  void described(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF imageRect() const;
  void describe();

  MomentPtr m_moment;
  std::size_t m_layer = 0;
  QImage m_image;
  bool m_isStale = true;
  double m_zoom = 1;
  QPointF m_offset;  ///< of the image's corner, in pixels
  QPointF m_pointer{-1, -1};
  QPointF m_dragFrom;
};

}  // namespace pellucid::ui
