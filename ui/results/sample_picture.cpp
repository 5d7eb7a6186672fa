// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sample_picture.h"

#include <QBuffer>
#include <algorithm>

#include "ui/widgets/weight_image.h"

namespace pellucid::ui {

QImage samplePicture(const Look& look, engine::Index sample, int side) {
  const engine::Dataset& dataset = *look.dataset;
  const QImage picture = pictureOf(dataset, engine::sample(look.split(), dataset.inputs(), sample));
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
