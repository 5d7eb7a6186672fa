// SPDX-License-Identifier: GPL-3.0-or-later
// No picture is read from a file that ends before it: wherever it was cut off, this or its reader tells.
#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QtTest>

#include "app/image_damage.h"
#include "tests/support/test_program.h"

using namespace pellucid;

class TestImageDamage : public QObject {
  Q_OBJECT

  static engine::Bytes bytesOf(const QByteArray& content) { return {content.begin(), content.end()}; }

  /// Has details to its end, so that each byte counts.
  static QImage picture() {
    QImage image(40, 30, QImage::Format_RGB32);
    for (int y = 0; y < 30; ++y)
      for (int x = 0; x < 40; ++x) image.setPixel(x, y, qRgb(x * 97 % 256, y * 61 % 256, x * y % 256));
    return image;
  }

  static QByteArray written(const char* format, bool isProgressive = false) {
    QByteArray content;
    QBuffer buffer(&content);
    QImageWriter writer(&buffer, format);
    writer.setProgressiveScanWrite(isProgressive);
    if (!writer.write(picture())) qFatal("cannot write %s", format);
    return content;
  }

  /// A picture of 2×2 pixels with a table of two colours, preceded by a comment.
  static QByteArray gif() {
    return QByteArray::fromHex(
        "474946383961020002008000000000ffffff"
        "0021fe03616263"
        "00"
        "2c00000000020002000002"
        "02844b"
        "00"
        "3b");
  }

 private slots:
  void filesThatWereCutOffAreTold_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("JPEG") << written("jpg");
    QTest::newRow("progressive JPEG") << written("jpg", true);
    // A preview, as cameras put into their files.
    QByteArray photo = written("jpg");
    const QByteArray preview = QByteArray("Exif\0\0", 6) + photo;
    QByteArray part("\xFF\xE1", 2);
    part.append(static_cast<char>((preview.size() + 2) / 256));
    part.append(static_cast<char>((preview.size() + 2) % 256));
    photo.insert(2, part + preview);
    QTest::newRow("JPEG with a preview") << photo;
    QTest::newRow("BMP") << written("bmp");
    QTest::newRow("PNG") << written("png");
    QTest::newRow("PGM") << written("pgm");
    QTest::newRow("GIF") << gif();
  }
  void filesThatWereCutOffAreTold() {
    QFETCH(QByteArray, content);
    QVERIFY(!app::isCutOff(bytesOf(content)));
    QVERIFY(!QImage::fromData(content).isNull());
    // Anything after the picture does no harm.
    QVERIFY(!app::isCutOff(bytesOf(content + "something else")));
    for (qsizetype size = 1; size < content.size() - 20; size += 1 + content.size() / 200)
      QVERIFY2(app::isCutOff(bytesOf(content.first(size))) || QImage::fromData(content.first(size)).isNull(),
               qPrintable(QString("%1 of %2").arg(size).arg(content.size())));
  }

  void everyEndOfAGifCounts() {
    for (qsizetype size = 6; size < gif().size() - 2; ++size)
      QVERIFY2(app::isCutOff(bytesOf(gif().first(size))), qPrintable(QString::number(size)));
  }
};

PELLUCID_TEST(tst_image_damage, TestImageDamage)
#include "tst_image_damage.moc"
