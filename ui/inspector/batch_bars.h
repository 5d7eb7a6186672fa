// SPDX-License-Identifier: GPL-3.0-or-later
// In which direction each sample of the batch pushes a weight: a bar for each, upwards where its gradient is
// positive. A click, or the arrow keys, choose a sample.
#pragma once

#include <QWidget>

#include "engine/base/numeric.h"

namespace pellucid::ui {

class BatchBars : public QWidget {
  Q_OBJECT

 public:
  BatchBars();

  /// Each sample's own gradient divided by the number of samples, so that they add up to the batch's.
  void showContributions(const engine::Vector& each, engine::Index chosen);
  /// The bar's column, from top to bottom; for painting and for the mouse.
  QRectF barColumn(engine::Index sample) const;

  QSize sizeHint() const override { return {250, 64}; }
  QSize minimumSizeHint() const override { return {120, 48}; }

 signals:
  void sampleChosen(engine::Index sample);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  engine::Index sampleAt(double x) const;

  engine::Vector m_each;
  engine::Index m_chosen = 0;
};

}  // namespace pellucid::ui
