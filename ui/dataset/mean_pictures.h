// SPDX-License-Identifier: GPL-3.0-or-later
// The mean of images and their deviation from it, pixel by pixel, as two pictures. Lives on the window's
// thread.
#pragma once

#include <QImage>
#include <QWidget>

#include "engine/data/data_summary.h"

namespace pellucid::ui {

class MeanPictures : public QWidget {
  Q_OBJECT

 public:
  explicit MeanPictures(QWidget* parent = nullptr);

  /// For pixels as the network receives them; `scaling` is undone. Hides itself where there is no image.
  void show(const engine::MeanAndSpread& found, const engine::Shape& shape, const engine::Scaling& scaling);
  const QImage& mean() const { return m_mean; }
  /// Brightest at the largest deviation.
  const QImage& spread() const { return m_spread; }
  QSize sizeHint() const override { return {240, 140}; }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QImage m_mean;
  QImage m_spread;
};

}  // namespace pellucid::ui
