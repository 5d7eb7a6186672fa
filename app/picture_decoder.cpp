// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_decoder.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <algorithm>

#include "app/image_damage.h"

namespace pellucid::app {
namespace {

constexpr qint64 kMostPixels = 4096LL * 4096;  // 64 MiB at four bytes each

/// The decoder skips what would be averaged away; other formats are always decoded whole.
QSize reducedSize(const QImageReader& reader, engine::Index side) {
  const QSize whole = reader.size();
  if (reader.format() != "jpeg") return whole;
  constexpr int kMostReduction = 8;
  int reduction = 1;
  while (reduction < kMostReduction && std::min(whole.width(), whole.height()) >= 2 * reduction * side)
    reduction *= 2;
  return {(whole.width() + reduction - 1) / reduction, (whole.height() + reduction - 1) / reduction};
}

}  // namespace

engine::Result<engine::Picture> decodePicture(std::span<const std::uint8_t> file, engine::Index side) {
  if (isCutOff(file)) return engine::Error{engine::message("the file ends before its picture does.")};
  QByteArray content = QByteArray::fromRawData(reinterpret_cast<const char*>(file.data()),
                                               static_cast<qsizetype>(file.size()));
  QBuffer buffer(&content);
  QImageReader reader(&buffer);
  reader.setAutoTransform(true);
  // Known from the header, before anything is allocated; empty for a file that is no image, which read()
  // reports.
  const QSize size = reducedSize(reader, side);
  if (qint64{size.width()} * size.height() > kMostPixels)
    return engine::Error{engine::message("it has {}×{} pixels; at most {} are read.", size.height(),
                                         size.width(), kMostPixels)};
  if (size.isValid() && size != reader.size()) reader.setScaledSize(size);
  QImage image = reader.read();
  if (image.isNull()) return engine::Error{engine::message("it is no picture that can be read.")};
  image.convertTo(QImage::Format_RGBA8888);
  engine::Picture picture{.height = image.height(), .width = image.width(), .rgba = {}};
  const std::size_t row = 4 * static_cast<std::size_t>(image.width());
  picture.rgba.resize(row * static_cast<std::size_t>(image.height()));
  for (int y = 0; y < image.height(); ++y)
    std::copy_n(image.constScanLine(y), row, picture.rgba.begin() + static_cast<std::ptrdiff_t>(row) * y);
  return picture;
}

}  // namespace pellucid::app
