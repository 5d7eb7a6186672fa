// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/image_file.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/image_damage.h"
#include "app/pictures/picture_ink.h"
#include "app/pictures/picture_strokes.h"
#include "engine/data/picture_files.h"
#include "ui/widgets/digit_frame.h"

namespace pellucid::app {
namespace {

constexpr qint64 kMaxPixels = 4096LL * 4096;  // 64 MiB in colour

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

/// The pixels of `grey`, centred in `shape` on black.
engine::Split place(const QImage& grey, const engine::Shape& shape) {
  engine::Split split{.pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(shape.size())),
                      .labels = {0}};
  const engine::Index left = (shape.width - grey.width()) / 2;
  const engine::Index top = (shape.height - grey.height()) / 2;
  for (int y = 0; y < grey.height(); ++y)
    std::copy_n(grey.constScanLine(y), grey.width(), split.pixels.begin() + (top + y) * shape.width + left);
  return split;
}

bool isOneTone(const QImage& grey) {
  const uchar first = grey.constScanLine(0)[0];
  for (int y = 0; y < grey.height(); ++y)
    if (!std::all_of(grey.constScanLine(y), grey.constScanLine(y) + grey.width(),
                     [first](uchar value) { return value == first; }))
      return false;
  return true;
}

/// Whether it is framed as MNIST's makers did: ink on black ground in a box of 20×20 pixels (19 in a few),
/// its centre of mass in pixel (14, 14). All of MNIST's test images meet this.
bool isFramed(const QImage& grey) {
  double mass = 0, x1 = 0, y1 = 0;
  QRect bounds;
  for (int y = 0; y < grey.height(); ++y)
    for (int x = 0; x < grey.width(); ++x) {
      const int value = grey.constScanLine(y)[x];
      mass += value;
      x1 += value * x;
      y1 += value * y;
      if (value > 0) bounds |= QRect(x, y, 1, 1);
    }
  if (mass == 0) return false;
  const int size = std::max(bounds.width(), bounds.height());
  return size >= 19 && size <= 21 && std::abs(x1 / mass - 14) <= 1 && std::abs(y1 / mass - 14) <= 1;
}

engine::Error emptyPicture(const std::filesystem::path& path) {
  return {engine::message(
      "{} is empty: nothing on it is clearly darker or brighter than its ground. Give a picture with "
      "something drawn on it.",
      path.string())};
}

/// As the drawing pad frames what is drawn on it.
engine::Result<ImageInput> framed(const QImage& grey, const std::filesystem::path& path,
                                  const engine::Shape& shape) {
  if (grey.size() == QSize(static_cast<int>(shape.width), static_cast<int>(shape.height))) {
    const bool isInverted = hasBrightBorder(grey);
    QImage bright = grey;
    if (isInverted) bright.invertPixels();
    if (isFramed(bright))
      return ImageInput{.input = engine::sample(place(bright, shape), shape.size(), 0),
                        .isInverted = isInverted};
  }
  const std::optional<PictureInk> ink = inkOf(grey);
  if (!ink) return emptyPicture(path);
  if (const int figures = figuresIn(ink->ink); figures > 1)
    return engine::Error{engine::message(
        "{} shows {} figures, and the model answers for one. Cut the picture so that it shows one figure.",
        path.string(), figures)};
  return ImageInput{.input = ui::frameDigit(withFullStrokes(ink->ink), shape.height, shape.width),
                    .isInverted = ink->isDark};
}

}  // namespace

engine::Shape imageShape(const engine::TrainedModel& model) {
  const engine::Shape& shape = model.shape;
  const auto side = static_cast<engine::Index>(std::lround(std::sqrt(shape.size())));
  if (shape.channels == 1 && shape.height == 1 && side * side == shape.width)
    return {.channels = 1, .height = side, .width = side};
  return shape;
}

bool areDigits(const engine::Shape& shape, const std::vector<std::string>& classNames,
               std::string_view data) {
  if (shape != engine::Shape{.channels = 1, .height = 28, .width = 28} || data.starts_with("fashion"))
    return false;
  return std::ranges::all_of(classNames, [](const std::string& name) {
    return name.size() == 1 && std::isalnum(static_cast<unsigned char>(name[0])) != 0;
  });
}

bool learnedDigits(const engine::TrainedModel& model) {
  const auto data = model.facts.find("data");
  return areDigits(imageShape(model), model.classNames,
                   data != model.facts.end() ? std::string_view(data->second) : std::string_view());
}

engine::Result<ImageInput> readImage(const std::filesystem::path& path, const engine::Shape& shape,
                                     Framing framing, engine::Streams streams,
                                     const engine::Progress& progress) {
  if (shape.channels != 1)
    return engine::Error{engine::message(
        "The model takes images with {} channels; only grey images, with 1 channel, can be read.",
        shape.channels)};
  // Read by bytes, because Qt's file names are UTF-8 and others may be any bytes.
  const auto bytes = engine::readFile(path, engine::kMostPictureBytes, streams, progress);
  if (!bytes) return bytes.error();
  if (isCutOff(*bytes))
    return engine::Error{engine::message(
        "{} is damaged: the file ends before its picture does. Copy or download it again.", path.string())};
  QByteArray content(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
  QBuffer buffer(&content);
  QImageReader reader(&buffer);
  reader.setAutoTransform(true);  // cameras record in EXIF which side is up
  // Known from the header, before anything is allocated; empty for a file that is no image, which read()
  // reports.
  if (const QSize claimed = reader.size(); qint64{claimed.width()} * claimed.height() > kMaxPixels)
    return engine::Error{engine::message("{} has {}×{} pixels; at most {} are read. Make it smaller.",
                                         path.string(), claimed.width(), claimed.height(), kMaxPixels)};
  const QImage image = reader.read();
  if (image.isNull())
    return engine::Error{engine::message("Cannot read {} as an image: {}. Give a PNG or JPEG file.",
                                         path.string(), reader.errorString().toStdString())};

  QImage grey = greyOf(image);
  if (isOneTone(grey)) return emptyPicture(path);
  const QSize size(static_cast<int>(shape.width), static_cast<int>(shape.height));
  if (framing == Framing::Digit) return framed(grey, path, shape);

  const bool isInverted = hasBrightBorder(grey);
  if (isInverted) grey.invertPixels();
  if (grey.size() != size) grey = grey.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  grey.convertTo(QImage::Format_Grayscale8);  // smooth scaling works in colour
  return ImageInput{.input = engine::sample(place(grey, shape), shape.size(), 0), .isInverted = isInverted};
}

}  // namespace pellucid::app
