// SPDX-License-Identifier: GPL-3.0-or-later
// Ink is found on any ground that is smooth and most of the picture.
#include <QtTest>
#include <cmath>

#include "app/pictures/picture_ink.h"
#include "tests/support/test_program.h"

using namespace pellucid::app;

class TestPictureInk : public QObject {
  Q_OBJECT

  /// `ground` everywhere, and a cross of `ink` on it whose bars are 20 pixels wide, from 60 to 140.
  template <class Ground, class Ink>
  static QImage cross(Ground ground, Ink ink) {
    QImage image(200, 200, QImage::Format_Grayscale8);
    for (int y = 0; y < 200; ++y)
      for (int x = 0; x < 200; ++x)
        image.scanLine(y)[x] = static_cast<uchar>(isInk(x, y) ? ink(x, y) : ground(x, y));
    return image;
  }
  static bool isInk(int x, int y) {
    const auto isIn = [](int value, int from, int to) { return value >= from && value < to; };
    return (isIn(x, 90, 110) && isIn(y, 60, 140)) || (isIn(y, 90, 110) && isIn(x, 60, 140));
  }
  /// Smoothing adds or removes a little at the edge.
  static bool isAtEdge(int x, int y) {
    for (int dy = -2; dy <= 2; ++dy)
      for (int dx = -2; dx <= 2; ++dx)
        if (isInk(x + dx, y + dy) != isInk(x, y)) return true;
    return false;
  }

 private slots:
  void theInkIsFoundOnEveryGround_data() {
    QTest::addColumn<QImage>("picture");
    QTest::addColumn<bool>("isDark");
    const auto level = [](int value) { return [value](int, int) { return value; }; };
    QTest::newRow("white paper") << cross(level(255), level(0)) << true;
    QTest::newRow("grey paper") << cross(level(110), level(20)) << true;
    QTest::newRow("pencil") << cross(level(220), level(160)) << true;
    QTest::newRow("blackboard") << cross(level(40), level(200)) << false;
    // Light falls on paper and ink alike.
    const auto light = [](int x, int y) { return 1 - 0.6 * (x + y) / 400.0; };
    QTest::newRow("light from a side") << cross([&](int x, int y) { return 230 * light(x, y); },
                                                [&](int x, int y) { return 30 * light(x, y); })
                                       << true;
    const auto hand = [](int x, int) { return x < 100 ? 1.0 : 0.6; };
    QTest::newRow("the sharp shadow of a hand") << cross([&](int x, int y) { return 230 * hand(x, y); },
                                                         [&](int x, int y) { return 20 * hand(x, y); })
                                                << true;
    const auto corner = [](int x, int y) {
      return 1 - 0.5 * (std::pow((x - 100) / 100.0, 2) + std::pow((y - 100) / 100.0, 2)) / 2;
    };
    QTest::newRow("dark corners") << cross([&](int x, int y) { return 200 * corner(x, y); },
                                           [&](int x, int y) { return 20 * corner(x, y); })
                                  << true;
    QImage dusty = cross(level(240), level(10));
    dusty.scanLine(10)[20] = 0;
    dusty.scanLine(180)[30] = 0;
    QTest::newRow("dust") << dusty << true;
    QImage desk = cross(level(240), level(10));
    for (int y = 0; y < 200; ++y)
      for (int x = 0; x < 15; ++x) desk.scanLine(y)[x] = 50;
    QTest::newRow("a desk beside the sheet") << desk << true;
  }
  void theInkIsFoundOnEveryGround() {
    QFETCH(QImage, picture);
    const auto found = inkOf(picture);
    QVERIFY(found.has_value());
    QTEST(found->isDark, "isDark");
    QCOMPARE(found->ink.size(), picture.size());
    for (int y = 0; y < 200; ++y)
      for (int x = 0; x < 200; ++x) {
        if (isAtEdge(x, y)) continue;
        const int value = found->ink.constScanLine(y)[x];
        QVERIFY2(isInk(x, y) ? value > 200 : value < 48,
                 qPrintable(QString("%1 %2: %3").arg(x).arg(y).arg(value)));
      }
  }

  void whereThereIsNoInkNothingIsFound() {
    const auto none = [](auto ground) { return inkOf(cross(ground, ground)); };
    QVERIFY(!none([](int, int) { return 255; }));
    QVERIFY(!none([](int, int) { return 0; }));
    QVERIFY(!none([](int x, int y) { return 100 + (x + y) / 3; }));
    QVERIFY(!none([](int x, int y) { return 150 + (x * 7919 + y * 104729) % 11; }));
  }

  void whatIsTransparentBecomesGround_data() {
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<int>("background");  // the grey of the first pixel, which is transparent
    QTest::newRow("black strokes") << QColor(Qt::transparent) << QColor(Qt::black) << 255;
    QTest::newRow("white strokes") << QColor(Qt::transparent) << QColor(Qt::white) << 0;
    QTest::newRow("a cut out sheet") << QColor(240, 240, 240) << QColor(20, 20, 20) << 240;
  }
  void whatIsTransparentBecomesGround() {
    QFETCH(QColor, ground);
    QFETCH(QColor, ink);
    QFETCH(int, background);
    QImage picture(200, 200, QImage::Format_ARGB32);
    for (int y = 0; y < 200; ++y)
      for (int x = 0; x < 200; ++x)
        picture.setPixelColor(x, y, x < 10 ? QColor(Qt::transparent) : isInk(x, y) ? ink : ground);
    const QImage grey = greyOf(picture);
    QCOMPARE(static_cast<int>(grey.constScanLine(0)[0]), background);
    QCOMPARE(static_cast<int>(grey.constScanLine(100)[100]), qGray(ink.rgb()));
  }
};

PELLUCID_TEST(tst_picture_ink, TestPictureInk)
#include "tst_picture_ink.moc"
