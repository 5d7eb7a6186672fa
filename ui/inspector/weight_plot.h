// SPDX-License-Identifier: GPL-3.0-or-later
// One weight over the steps of the run: w, dL/dw and Δw, each on its own scale. The pointer, or the arrow
// keys, choose a step to read off. Repaints only when its data change.
#pragma once

#include <QWidget>

#include "engine/train/weight_history.h"

namespace pellucid::ui {

class WeightPlot : public QWidget {
  Q_OBJECT

 public:
  WeightPlot();

  void showHistory(const engine::WeightHistory& history);
  void setFrozen(bool isFrozen);

  /// "step 12: w 0.3, dL/dw −0.2, Δw 0.02": the step being read off, or the newest.
  QString text() const;
  /// The horizontal position of a point.
  double xOf(std::int64_t step) const;

  QSize sizeHint() const override { return {250, 150}; }
  QSize minimumSizeHint() const override { return {120, 120}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  const std::vector<engine::WeightPoint>& points() const { return m_history->points(); }
  /// The point being read off, or the newest.
  const engine::WeightPoint& point() const;
  void setCursorAt(std::optional<std::size_t> point);
  QString axisText() const;

  std::optional<engine::WeightHistory> m_history;
  bool m_isFrozen = false;
  std::optional<std::size_t> m_cursor;
};

}  // namespace pellucid::ui
