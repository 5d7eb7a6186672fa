// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/image_file.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>

#include "engine/data/gzip.h"

namespace pellucid::app {
namespace {

constexpr qint64 kMaxPixels = 4096LL * 4096;  // 64 MiB in colour
constexpr std::size_t kMaxImageBytes = 128 * std::size_t{1024} * 1024;

/// One byte a pixel, 0 black; transparency becomes white.
QImage toGrey(const QImage& image) {
  if (image.format() == QImage::Format_Grayscale8) return image;
  QImage grey(image.size(), QImage::Format_Grayscale8);
  const QImage colours = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < grey.height(); ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
    uchar* to = grey.scanLine(y);
    // Premultiplied: colour over white is the stored colour plus the white that shows through, 255 - alpha.
    for (int x = 0; x < grey.width(); ++x) to[x] = static_cast<uchar>(qGray(from[x]) + 255 - qAlpha(from[x]));
  }
  return grey;
}

bool hasBrightBorder(const QImage& grey) {
  double sum = 0;
  int count = 0;
  for (int y = 0; y < grey.height(); ++y)
    for (int x = 0; x < grey.width(); ++x)
      if (x == 0 || y == 0 || x == grey.width() - 1 || y == grey.height() - 1) {
        sum += grey.constScanLine(y)[x];
        ++count;
      }
  return sum / count > 255.0 / 2;
}

/// The pixels of `grey`, in the middle of `shape` on black.
engine::Split place(const QImage& grey, const engine::Shape& shape) {
  engine::Split split{.pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(shape.size())),
                      .labels = {0}};
  const engine::Index left = (shape.width - grey.width()) / 2;
  const engine::Index top = (shape.height - grey.height()) / 2;
  for (int y = 0; y < grey.height(); ++y)
    std::copy_n(grey.constScanLine(y), grey.width(), split.pixels.begin() + (top + y) * shape.width + left);
  return split;
}

}  // namespace

engine::Result<ImageInput> readImage(const std::filesystem::path& path, const engine::Shape& shape) {
  if (shape.channels != 1)
    return engine::Error{engine::message(
        "The model takes images with {} channels; only grey images, with 1 channel, can be read.",
        shape.channels)};
  // By its bytes, because Qt's names of files are UTF-8 and others may be any bytes.
  const auto bytes = engine::readFile(path, kMaxImageBytes, engine::Streams::Read);
  if (!bytes) return bytes.error();
  QByteArray content(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
  QBuffer buffer(&content);
  QImageReader reader(&buffer);
  // Known from the header, before anything is allocated; empty for what is no image, which read() tells.
  if (const QSize claimed = reader.size(); qint64{claimed.width()} * claimed.height() > kMaxPixels)
    return engine::Error{engine::message("{} has {}×{} pixels; at most {} are read. Make it smaller.",
                                         path.string(), claimed.width(), claimed.height(), kMaxPixels)};
  const QImage image = reader.read();
  if (image.isNull())
    return engine::Error{engine::message("Cannot read {} as an image: {}. Give a PNG file.", path.string(),
                                         reader.errorString().toStdString())};

  QImage grey = toGrey(image);
  const bool isInverted = hasBrightBorder(grey);
  if (isInverted) grey.invertPixels();
  const QSize size(static_cast<int>(shape.width), static_cast<int>(shape.height));
  if (grey.size() != size) grey = grey.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  grey.convertTo(QImage::Format_Grayscale8);  // smooth scaling works in colour
  return ImageInput{.input = engine::sample(place(grey, shape), shape.size(), 0), .isInverted = isInverted};
}

}  // namespace pellucid::app
