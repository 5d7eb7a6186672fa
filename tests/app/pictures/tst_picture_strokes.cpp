// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes are measured against pens of known width, and figures are counted.
#include <QPainter>
#include <QtTest>

#include "app/pictures/picture_strokes.h"
#include "tests/support/test_program.h"

using namespace pellucid::app;

class TestPictureStrokes : public QObject {
  Q_OBJECT

  /// Light on black; the figure is 200 pixels high.
  static QImage drawn(int width, const QList<QLine>& lines, const QList<QRect>& circles = {}) {
    QImage image(300, 300, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, width, Qt::SolidLine, Qt::RoundCap));
    for (const QLine& line : lines) painter.drawLine(line);
    for (const QRect& circle : circles) painter.drawEllipse(circle);
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
  }

 private slots:
  void widthsArePens_data() {
    QTest::addColumn<int>("pen");
    for (const int pen : {2, 5, 10, 24, 40}) QTest::newRow(qPrintable(QString::number(pen))) << pen;
  }
  void widthsArePens() {
    QFETCH(int, pen);
    const double expected = pen / (200.0 + pen);
    const double share = strokeShare(drawn(pen, {}, {{50, 50, 200, 200}}));
    QVERIFY2(qAbs(share - expected) < 0.2 * expected + 0.003, qPrintable(QString::number(share)));
  }

  void thinStrokesBecomeMnists_data() {
    QTest::addColumn<int>("pen");
    for (const int pen : {1, 3, 8}) QTest::newRow(qPrintable(QString::number(pen))) << pen;
  }
  void thinStrokesBecomeMnists() {
    QFETCH(int, pen);
    const QImage thin = drawn(pen, {}, {{100, 50, 100, 100}, {100, 150, 100, 100}});
    const QImage full = withFullStrokes(thin);
    const double share = strokeShare(full);
    QVERIFY2(share > 0.1 && share < 0.14, qPrintable(QString::number(share)));
    // Where the pen has been, and not inside the loops.
    const QPoint shift((full.width() - thin.width()) / 2, (full.height() - thin.height()) / 2);
    QVERIFY(qGray(full.pixel(QPoint(100, 100) + shift)) > 100);
    QCOMPARE(qGray(full.pixel(QPoint(150, 100) + shift)), 0);
    QCOMPARE(qGray(full.pixel(QPoint(150, 200) + shift)), 0);
  }

  void usualStrokesStayAsTheyAre() {
    for (const int pen : {20, 30, 40}) {
      const QImage ink = drawn(pen, {}, {{50, 50, 200, 200}});
      QCOMPARE(withFullStrokes(ink), ink);
    }
    QImage nothing(20, 20, QImage::Format_Grayscale8);
    nothing.fill(0);
    QCOMPARE(withFullStrokes(nothing), nothing);
    QCOMPARE(strokeShare(nothing), 0.0);
  }

  void figuresAreCounted_data() {
    QTest::addColumn<QImage>("ink");
    QTest::addColumn<int>("figures");
    const QLine left(60, 50, 60, 250), middle(150, 50, 150, 250), right(240, 50, 240, 250);
    QTest::newRow("nothing") << drawn(20, {}) << 1;
    QTest::newRow("a one") << drawn(20, {middle}) << 1;
    QTest::newRow("eleven") << drawn(20, {left, right}) << 2;
    QTest::newRow("a hundred and eleven") << drawn(20, {right, left, middle}) << 3;
    QTest::newRow("ten") << drawn(20, {left}, {{130, 50, 120, 200}}) << 2;
    QTest::newRow("an eight of two circles") << drawn(20, {}, {{100, 50, 90, 90}, {100, 162, 90, 90}}) << 1;
    QTest::newRow("two noughts in two lines") << drawn(14, {}, {{100, 20, 80, 90}, {100, 180, 80, 90}}) << 2;
    QTest::newRow("a five with its bar apart")
        << drawn(20, {{110, 40, 200, 40}}, {{100, 120, 110, 130}}) << 1;
    QTest::newRow("a four in two strokes") << drawn(20, {{80, 60, 80, 150}, {80, 150, 150, 150}, right}) << 1;
    QTest::newRow("an i with its dot") << drawn(20, {{150, 120, 150, 250}, {150, 60, 150, 62}}) << 1;
  }
  void figuresAreCounted() {
    QFETCH(QImage, ink);
    QTEST(figuresIn(ink), "figures");
  }
};

PELLUCID_TEST(tst_picture_strokes, TestPictureStrokes)
#include "tst_picture_strokes.moc"
