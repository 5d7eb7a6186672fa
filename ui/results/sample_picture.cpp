// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sample_picture.h"

#include <QBuffer>
#include <algorithm>

#include "ui/widgets/weight_image.h"

namespace pellucid::ui {

QImage samplePicture(const Look& look, engine::Index sample, int side) {
  engine::Matrix values = engine::sample(look.split(), look.dataset->inputs(), sample);
  engine::unscale(look.dataset->scaling.inputs, values);
  const QImage picture = pixelImage(values.col(0), look.dataset->shape);
  const int longest = std::max(picture.width(), picture.height());
  const bool isLarge = longest > side;
  const int factor = std::max(1, side / longest);
  return isLarge ? picture.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                 : picture.scaled(picture.width() * factor, picture.height() * factor);
}

QString pictureAddress(const Look& look, engine::Index sample) {
  constexpr int kSide = 56;
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  samplePicture(look, sample, kSide).save(&buffer, "PNG");
  return QStringLiteral("data:image/png;base64,") + QString::fromLatin1(buffer.data().toBase64());
}

}  // namespace pellucid::ui
