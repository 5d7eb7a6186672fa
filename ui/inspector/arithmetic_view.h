// SPDX-License-Identifier: GPL-3.0-or-later
// Paints rows of arithmetic and links them with the other views: the row under the pointer, or at the
// keyboard's cursor, reports its weight or unit, and a row lights up when another view points at its own.
#pragma once

#include <QWidget>

#include "ui/inspector/arithmetic_rows.h"

namespace pellucid::ui {

class ArithmeticView : public QWidget {
  Q_OBJECT

 public:
  /// The selection must outlive the view.
  explicit ArithmeticView(Selection& selection);

  void showRows(std::vector<ArithmeticRow> rows);
  const std::vector<ArithmeticRow>& rows() const { return m_rows; }
  /// Where a row is painted.
  QRect rowRect(std::size_t row) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {220, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  int heightOf(const ArithmeticRow& row) const;
  void placeRows();
  std::optional<std::size_t> rowAt(QPoint point) const;
  void setCursorRow(std::optional<std::size_t> row);
  void paintRow(QPainter& painter, std::size_t index) const;

  Selection& m_selection;
  std::vector<ArithmeticRow> m_rows;
  std::vector<int> m_ends;  ///< below each row, from the top
  std::optional<std::size_t> m_cursor;
};

}  // namespace pellucid::ui
