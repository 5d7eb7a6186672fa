// SPDX-License-Identifier: GPL-3.0-or-later
// What every unit of a layer looks for: its incoming weights as a picture, all in one grid. For a layer that
// looks at an image they have the data's own shape; for a convolution they are its kernels.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/run/moment.h"

namespace pellucid::ui {

class UnitPictures : public QWidget {
  Q_OBJECT

 public:
  UnitPictures();

  /// Whether a layer's weights have the shape of a picture; those of others are just a sequence, which would
  /// mean nothing when folded into lines.
  static bool arePictures(const Moment& moment, std::size_t layer);
  /// Shows such a layer, counted from 0.
  void showWeights(const MomentPtr& moment, std::size_t layer);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 signals:
  /// A sentence about the picture under the pointer; empty without one.
  void described(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Grid {
    int columns = 1;
    int rows = 1;
    double side = 1;  ///< of a cell on the screen
  };
  Grid grid(int width) const;
  QSize pictureSize() const;
  /// One for each row of the weight matrix.
  engine::Index pictureCount() const;
  void drawAgain();

  MomentPtr m_moment;
  std::size_t m_layer = 0;
  QImage m_image;
  bool m_isStale = true;
};

}  // namespace pellucid::ui
