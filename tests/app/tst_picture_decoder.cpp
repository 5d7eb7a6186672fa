// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture_decoder.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QtTest>

#include "engine/data/catalogue.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid;

namespace {

std::span<const std::uint8_t> spanOf(const QByteArray& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

QByteArray fileOf(const char* name) {
  QFile file(QStringLiteral(PELLUCID_SOURCE_DIR "/tests/cases/") + QString::fromLatin1(name));
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s is not there", name);
  return file.readAll();
}

/// Bright on the left, dark on the right.
QImage halves(int width, int height) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(qRgb(10, 10, 10));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width / 2; ++x) image.setPixel(x, y, qRgb(240, 240, 240));
  return image;
}

QByteArray encoded(const QImage& image, const char* format, QImageIOHandler::Transformations turn = {}) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QImageWriter writer(&buffer, format);
  if (turn != QImageIOHandler::TransformationNone) writer.setTransformation(turn);
  writer.setQuality(100);
  return buffer.open(QIODevice::WriteOnly) && writer.write(image) ? bytes : QByteArray();
}

int redAt(const engine::Picture& picture, engine::Index y, engine::Index x) {
  return picture.rgba[static_cast<std::size_t>(4 * (y * picture.width + x))];
}

}  // namespace

class TestPictureDecoder : public QObject {
  Q_OBJECT

 private slots:
  void readsFormats_data() {
    QTest::addColumn<QByteArray>("format");
    for (const char* format : {"png", "jpeg", "webp", "bmp", "tiff"})
      QTest::newRow(format) << QByteArray(format);
  }
  void readsFormats() {
    QFETCH(QByteArray, format);
    if (!QImageWriter::supportedImageFormats().contains(format))
      QFAIL("the plugin for it is not installed (qt6-image-formats-plugins)");
    const QByteArray bytes = encoded(halves(20, 10), format.constData());
    QVERIFY(!bytes.isEmpty());
    const auto picture = app::decodePicture(spanOf(bytes), 8);
    QVERIFY2(picture, picture ? "" : picture.error().text().c_str());
    QCOMPARE(picture->height, engine::Index{10});
    QCOMPARE(picture->width, engine::Index{20});
    QVERIFY(std::abs(redAt(*picture, 5, 2) - 240) < 20);
    QVERIFY(std::abs(redAt(*picture, 5, 17) - 10) < 20);
    QCOMPARE(int{picture->rgba[3]}, 255);
  }

  void readsAGif() {
    const QByteArray gif = QByteArray::fromBase64("R0lGODdhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=");
    const auto picture = app::decodePicture(spanOf(gif), 1);
    QVERIFY2(picture, picture ? "" : picture.error().text().c_str());
    QCOMPARE(picture->rgba, (std::vector<std::uint8_t>{255, 0, 0, 255}));
  }

  void turnsAsTheCameraSays() {
    const QByteArray turned = encoded(halves(20, 10), "jpeg", QImageIOHandler::TransformationRotate90);
    const auto picture = app::decodePicture(spanOf(turned), 8);
    QVERIFY(picture);
    QCOMPARE(picture->height, engine::Index{20});
    QCOMPARE(picture->width, engine::Index{10});
    QVERIFY(redAt(*picture, 2, 5) > 200);  // a quarter turn to the right: left has become top
    QVERIFY(redAt(*picture, 17, 5) < 50);
  }

  void keepsTransparency() {
    QImage image(2, 1, QImage::Format_ARGB32);
    image.setPixel(0, 0, qRgba(200, 100, 50, 51));
    image.setPixel(1, 0, qRgba(1, 2, 3, 255));
    const auto picture = app::decodePicture(spanOf(encoded(image, "png")), 1);
    QVERIFY(picture);
    QCOMPARE(picture->rgba, (std::vector<std::uint8_t>{200, 100, 50, 51, 1, 2, 3, 255}));
  }

  void readsWhatPeopleHave_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name :
         {"img-04-phone-jpeg-exif-orientation-6.jpg", "img-05a-16-bit-grey-black-on-white.png",
          "img-08a-palette.png", "img-08d.webp", "img-08g-jpeg-named.png", "img-08i-cmyk.jpg"})
      QTest::newRow(name) << QByteArray(name);
  }
  void readsWhatPeopleHave() {
    QFETCH(QByteArray, name);
    const auto picture = app::decodePicture(spanOf(fileOf(name)), 28);
    QVERIFY2(picture, picture ? "" : picture.error().text().c_str());
    QVERIFY(picture->height >= 28 && picture->width >= 28);
    std::vector<std::uint8_t> sample(28 * 28);
    engine::fitPicture(*picture, {.shape = {.channels = 1, .height = 28, .width = 28}}, sample);
    const auto [least, most] = std::ranges::minmax(sample);
    QVERIFY(most - least > 100);
  }

  void readsLargePhotosSmaller() {
    const QByteArray photo = encoded(halves(1600, 800), "jpeg");
    const auto picture = app::decodePicture(spanOf(photo), 100);
    QVERIFY(picture);
    QCOMPARE(picture->width, engine::Index{200});
    QCOMPARE(picture->height, engine::Index{100});
    QVERIFY(redAt(*picture, 50, 20) > 200 && redAt(*picture, 50, 180) < 50);
  }

  void refusesWhatIsNone() {
    QVERIFY(!app::decodePicture(spanOf("no picture"), 8));
    QVERIFY(!app::decodePicture({}, 8));
    const auto half = app::decodePicture(spanOf(fileOf("img-10-half-a-jpeg.jpg")), 8);
    QVERIFY(!half);
    QVERIFY(tests::mentions(half.error().text(), {"ends before"}));
    QImage huge(4100, 4100, QImage::Format_Mono);
    huge.fill(0);
    const auto refused = app::decodePicture(spanOf(encoded(huge, "png")), 8);
    QVERIFY(!refused);
    QVERIFY2(tests::mentions(refused.error().text(), {"4100×4100", "16777216"}),
             refused.error().text().c_str());
  }

  void readsAFolderOfDigits() {
    const std::string folder = PELLUCID_SOURCE_DIR "/tests/cases/idx-12-folder-of-png-a-folder-a-class";
    const auto loaded =
        engine::loadDataset(folder, {.mnist = {}, .fashionMnist = {}, .decode = app::decodePicture});
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const engine::Dataset& data = **loaded;
    QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1", "2"}));
    QCOMPARE(data.train.size(), engine::Index{9});
    QCOMPARE(data.test.size(), engine::Index{9});
    const QImage first(QString::fromStdString(folder + "/train/0/0.png"));
    QCOMPARE(data.shape.height, engine::Index{first.height()});
    for (int y = 0; y < first.height(); ++y)
      for (int x = 0; x < first.width(); ++x)
        QCOMPARE(int{data.train.pixels[static_cast<std::size_t>(y * first.width() + x)]},
                 qRed(first.pixel(x, y)));
  }
};

PELLUCID_TEST(tst_picture_decoder, TestPictureDecoder)
#include "tst_picture_decoder.moc"
