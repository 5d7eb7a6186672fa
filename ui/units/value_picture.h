// SPDX-License-Identifier: GPL-3.0-or-later
// Values in rows and columns as a picture, with sharp squares: signed ones in the diverging scale, pixels as
// they look. The pointer and the arrow keys select single values. Only paints; nothing is computed here.
// Lives on the window's thread.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "engine/base/numeric.h"

namespace pellucid::ui {

/// The range at which the largest of these values has full colour.
inline double largestOf(const Eigen::Ref<const engine::Matrix>& values) {
  return values.size() == 0 ? 0 : static_cast<double>(values.cwiseAbs().maxCoeff());
}

class ValuePicture : public QWidget {
  Q_OBJECT

 public:
  /// `name` for screen readers, and a tip to learn from.
  ValuePicture(const QString& name, const QString& toolTip, QWidget* parent = nullptr);

  /// Signed values in reading order, `size.width()` in a row; ±range is full colour.
  void showValues(const engine::Vector& values, QSize size, double range);
  /// Pixels.
  void showImage(const QImage& image);
  void clear();
  bool isEmpty() const { return m_size.isEmpty(); }
  /// Frames these areas, in columns and rows of the picture.
  void setFrames(std::vector<QRect> frames);
  /// Names of the rows and columns, written beside and above them; empty for none.
  void setNames(QStringList names);
  /// A square that is pointed at in another picture.
  void setPointed(std::optional<QPoint> square);
  std::optional<QPoint> pointed() const { return m_pointed; }

  void setSide(int pixels);  ///< of the picture's longer side, approximately
  QSize sizeHint() const override { return {m_side, m_side}; }
  QSize minimumSizeHint() const override { return {m_side / 2, m_side / 2}; }

 signals:
  /// Column and row of the square pointed at; none when the pointer leaves.
  void pointedAt(std::optional<QPoint> square);
  void clicked(QPoint square);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Room for the names, at the left and above.
  QSizeF margins() const;
  /// Where the picture is painted: as large as fits, in whole pixels per square where there is room.
  QRectF place() const;
  void paintNames(QPainter& painter, const QRectF& picture, double side) const;
  std::optional<QPoint> squareAt(QPointF point) const;
  void point(std::optional<QPoint> square);

  QSize m_size;
  engine::Vector m_values;  ///< empty where it shows pixels
  double m_range = 1;
  QImage m_image;
  bool m_isStale = true;
  std::vector<QRect> m_frames;
  QStringList m_names;
  std::optional<QPoint> m_pointed;
  int m_side = 200;
};

}  // namespace pellucid::ui
