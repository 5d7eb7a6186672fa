// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/mean_pictures.h"

#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {

MeanPictures::MeanPictures(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Mean image and spread"));
  setToolTip(tr(
      "Left: the mean of the training images, pixel by pixel. Right: how far they spread around it, bright "
      "where images differ most and black where a pixel is always the same, so that it teaches nothing."));
}

void MeanPictures::show(const engine::MeanAndSpread& found, const engine::Shape& shape,
                        const engine::Scaling& scaling) {
  setVisible(found.samples > 0 && shape.isImage());
  if (found.samples == 0 || !shape.isImage()) return;
  engine::Vector mean = found.mean;
  engine::unscale(scaling.inputs, mean);
  engine::Vector spread = found.deviation;
  if (!scaling.inputs.isEmpty()) {
    const engine::Index each = spread.size() / scaling.inputs.deviation.size();
    for (engine::Index i = 0; i < spread.size(); ++i) spread(i) *= scaling.inputs.deviation(i / each);
  }
  const engine::Scalar most = spread.maxCoeff();
  if (most > 0) spread /= most;
  m_mean = pixelImage(mean, shape);
  m_spread = pixelImage(spread, shape);
  update();
}

void MeanPictures::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  const int caption = fontMetrics().height();
  const int side = std::min((width() - 8) / 2, height() - caption - 4);
  int left = 0;
  for (const auto& [image, title] : {std::pair(&m_mean, tr("mean")), std::pair(&m_spread, tr("spread"))}) {
    QRect place(QPoint(), image->size().scaled(side, side, Qt::KeepAspectRatio));
    place.moveTopLeft({left, 0});
    painter.drawImage(place, *image);
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(left, side + 2, side, caption), Qt::AlignLeft, title);
    left += side + 8;
  }
}

}  // namespace pellucid::ui
