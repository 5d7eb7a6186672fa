// SPDX-License-Identifier: GPL-3.0-or-later
// From image files to network inputs: polarity, transparency, proportions, refusals.
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

#include "app/pictures/image_file.h"
#include "tests/support/test_program.h"

using namespace pellucid;

class TestImageFile : public QObject {
  Q_OBJECT

  static constexpr engine::Shape kMnist{.channels = 1, .height = 28, .width = 28};

  QString path(const char* name) const { return m_folder.filePath(name); }

  app::ImageInput read(const QImage& image, const engine::Shape& shape = kMnist) const {
    if (!image.save(path("image.png"))) qFatal("cannot write the image");
    const auto input = app::readImage(path("image.png").toStdString(), shape);
    if (!input) qFatal("%s", input.error().text().c_str());
    return *input;
  }

  /// A ground with a square of ink in its middle half.
  static QImage square(QSize size, QImage::Format format, const QColor& ground, const QColor& ink) {
    QImage image(size, format);
    image.fill(ground);
    for (int y = size.height() / 4; y < size.height() * 3 / 4; ++y)
      for (int x = size.width() / 4; x < size.width() * 3 / 4; ++x) image.setPixelColor(x, y, ink);
    return image;
  }

  static float at(const app::ImageInput& image, int x, int y) { return image.input(y * 28 + x); }

 private slots:
  void initTestCase() { QVERIFY(m_folder.isValid()); }

  void theRightSizeKeepsItsBytes() {
    QImage image(28, 28, QImage::Format_Grayscale8);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x) image.scanLine(y)[x] = static_cast<uchar>((x * 7 + y * 3) % 128);
    const auto read1 = read(image);
    QVERIFY(!read1.isInverted);
    QCOMPARE(read1.input.size(), 784);
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 28; ++x)
        QCOMPARE(at(read1, x, y), static_cast<float>((x * 7 + y * 3) % 128) * (1.0F / 255));
  }

  void paperBecomesDark_data() {
    QTest::addColumn<QImage>("image");
    QTest::addColumn<bool>("inverted");
    const QSize size(280, 280);
    QTest::newRow("white on black") << square(size, QImage::Format_RGB32, Qt::black, Qt::white) << false;
    QTest::newRow("black on white") << square(size, QImage::Format_RGB32, Qt::white, Qt::black) << true;
    QTest::newRow("grey file") << square(size, QImage::Format_Grayscale8, Qt::white, Qt::black) << true;
    QTest::newRow("black on nothing")
        << square(size, QImage::Format_ARGB32, Qt::transparent, Qt::black) << true;
    QTest::newRow("one bit a pixel")
        << square(size, QImage::Format_RGB32, Qt::white, Qt::black).convertToFormat(QImage::Format_Mono)
        << true;
  }
  void paperBecomesDark() {
    QFETCH(QImage, image);
    const auto result = read(image);
    QTEST(result.isInverted, "inverted");
    QCOMPARE(at(result, 0, 0), 0.0F);
    QCOMPARE(at(result, 27, 13), 0.0F);
    QCOMPARE(at(result, 14, 14), 1.0F);
    QVERIFY(qAbs(result.input.mean() - 0.25F) < 0.01F);
  }

  void proportionsAreKept() {
    // 3:1; a completely white image on black ground would be ambiguous, so it has a white line along its
    // middle.
    QImage wide(300, 100, QImage::Format_Grayscale8);
    wide.fill(0);
    for (int y = 40; y < 60; ++y)
      for (int x = 1; x < 299; ++x) wide.scanLine(y)[x] = 255;
    const auto result = read(wide);
    for (int x = 1; x < 27; ++x) {
      QVERIFY(at(result, x, 13) > 0.9F);  // the line
      for (int y = 0; y < 9; ++y) {       // 28 / 3 rows are the image, the others are ground
        QCOMPARE(at(result, x, y), 0.0F);
        QCOMPARE(at(result, x, 27 - y), 0.0F);
      }
    }
    const float sum = result.input.sum();
    QVERIFY2(qAbs(sum - 28 * 28 / 3.0F / 5) < 5,
             qPrintable(QString::number(sum)));  // a fifth of a third is line
  }

  void rowsAndColumnsAreNotMixedUp() {
    QImage image(4, 2, QImage::Format_Grayscale8);
    image.fill(0);
    image.scanLine(1)[3] = 255;
    const auto result = read(image, {.channels = 1, .height = 2, .width = 4});
    QCOMPARE(result.input.size(), 8);
    QCOMPARE(result.input(7), 1.0F);
    QCOMPARE(result.input.sum(), 1.0F);
  }

  void whatIsNoImageIsRefused() {
    QFile file(path("text.png"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not an image");
    file.close();
    for (const char* name : {"text.png", "missing.png"}) {
      const auto result = app::readImage(path(name).toStdString(), kMnist);
      QVERIFY(!result);
      QVERIFY(QByteArray::fromStdString(result.error().text()).contains(name));
    }
  }

  void colourNetworksAreRefused() {
    QVERIFY(square({28, 28}, QImage::Format_RGB32, Qt::black, Qt::white).save(path("image.png")));
    const auto result =
        app::readImage(path("image.png").toStdString(), {.channels = 3, .height = 28, .width = 28});
    QVERIFY(!result);
    QVERIFY(result.error().text().find("3 channels") != std::string::npos);
  }

  void aHugeImageIsRefused() {
    QImage huge(8000, 8000, QImage::Format_Mono);  // some kilobytes as a file, 256 MB in colour
    huge.fill(0);
    QVERIFY(huge.save(path("huge.png")));
    const auto result = app::readImage(path("huge.png").toStdString(), kMnist);
    QVERIFY(!result);
    QVERIFY(result.error().text().find("8000×8000") != std::string::npos);
  }

 private:
  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_image_file, TestImageFile)
#include "tst_image_file.moc"
