// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet to draw a digit on: the left button draws with a round, soft pen, the right one erases, Delete
// clears, Ctrl+Z undoes a stroke. Where the keyboard draws too, the arrow keys move a pen, Space lowers and
// lifts it, and Return accepts the drawing. Every movement emits the drawing, framed as the training images
// are (digit_frame.h).
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::ui {

class DrawingPad : public QWidget {
  Q_OBJECT

 public:
  explicit DrawingPad(QWidget* parent = nullptr);

  /// The shape of a sample, 28×28 at first. A new shape clears the sheet.
  void setShape(engine::Index height, engine::Index width);
  /// Whether keys draw; off at first.
  void setKeyboardPen(bool hasPen);

  /// The drawing framed as a sample: height·width values in [0, 1]; zeros when the sheet is empty.
  engine::Vector pixels() const;
  bool isEmpty() const { return m_strokes.empty(); }

  QSize sizeHint() const override { return {208, 208}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override { return width; }

 public slots:
  void clear();
  void undoStroke();

 signals:
  void drawn(engine::Vector pixels);
  /// Return was pressed, where keys draw.
  void accepted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Stroke {
    QPolygonF points;  // on the sheet
    bool erases = false;
  };

  QRectF sheetArea() const;
  QPointF onSheet(const QPointF& position) const;
  void paintStroke(const Stroke& stroke, qsizetype firstPoint);
  /// On the sheet.
  void extendStroke(const QPointF& point);
  void movePen(const QPointF& by);
  void usePen();
  void usePenKey(QKeyEvent& event);

  QImage m_sheet;
  std::vector<Stroke> m_strokes;
  bool m_isDrawing = false;
  bool m_hasPen = false;
  bool m_isPenDown = false;
  bool m_isPenShown = false;  ///< the keyboard was used last
  QPointF m_pen;              ///< on the sheet
};

}  // namespace pellucid::ui
