// SPDX-License-Identifier: GPL-3.0-or-later
// A sample as the network receives it: every pixel a crisp grey square, 0 black and 1 white, with its value
// under the pointer. Repaints only when the pixels change.
#pragma once

#include <QImage>
#include <QWidget>

#include "engine/base/numeric.h"

namespace pellucid::ui {

/// The largest rectangle of this aspect in the middle of `area`.
QRectF fitted(const QRectF& area, const QSizeF& aspect);

class PixelView : public QWidget {
  Q_OBJECT

 public:
  explicit PixelView(QWidget* parent = nullptr);

  using QWidget::show;
  /// `height`·`width` values in [0, 1], row after row.
  void show(const engine::Vector& pixels, engine::Index height, engine::Index width);
  void clear();

  QSize sizeHint() const override { return {208, 208}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return width; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QString textAt(const QPointF& position) const;

  engine::Vector m_pixels;
  QImage m_image;
};

}  // namespace pellucid::ui
