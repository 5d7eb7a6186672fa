// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_buffer.h"

#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/test_program.h"

using namespace pellucid::ui;
using pellucid::tests::isNear;

namespace {

constexpr int kWidth = 60;
constexpr int kHeight = 40;

EdgeBuffer emptyBuffer() {
  EdgeBuffer buffer;
  buffer.reset(kWidth, kHeight);
  return buffer;
}

void add(EdgeBuffer& buffer, QPointF a, QPointF b, float thickness, float value) {
  const EdgeLine line{.a = a, .b = b, .thickness = thickness, .value = value};
  buffer.add({&line, 1});
}

EdgeBuffer bufferWith(QPointF a, QPointF b, float thickness = 1, float value = 1) {
  EdgeBuffer buffer = emptyBuffer();
  add(buffer, a, b, thickness, value);
  return buffer;
}

QImage picture(const EdgeBuffer& buffer, const Theme& theme, const QColor& background) {
  QImage image;
  buffer.colour(theme, background, image);
  return image;
}

double sum(const EdgeBuffer& buffer) {
  double total = 0;
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) total += static_cast<double>(buffer.at(x, y));
  return total;
}

bool isCloseTo(double a, double b) {
  return std::abs(a - b) <= 1e-3 * std::max(1.0, std::abs(b));
}

}  // namespace

class TestEdgeBuffer : public QObject {
  Q_OBJECT

 private slots:
  void scalingMultipliesWhatWasAdded() {
    EdgeBuffer buffer = bufferWith({5, 10}, {45, 20}, 2, 3);
    const double before = sum(buffer);
    buffer.scale(0.25F);
    QVERIFY(isCloseTo(sum(buffer), before / 4));
  }

  void aLineAddsItsValueTimesItsArea_data() {
    QTest::addColumn<QPointF>("a");
    QTest::addColumn<QPointF>("b");
    QTest::addColumn<double>("length");  // along the longer axis, in pixels whose centres it passes
    QTest::newRow("flat") << QPointF(5, 10) << QPointF(45, 20) << 40.0;
    QTest::newRow("level") << QPointF(5, 10.3) << QPointF(45, 10.3) << 40.0;
    QTest::newRow("steep") << QPointF(20, 5) << QPointF(27, 35) << 30.0;
    QTest::newRow("upright") << QPointF(20.8, 5) << QPointF(20.8, 35) << 30.0;
    QTest::newRow("diagonal") << QPointF(5, 5) << QPointF(30, 30) << 25.0;
    QTest::newRow("falling") << QPointF(5, 30) << QPointF(45, 8) << 40.0;
    QTest::newRow("a fraction that reaches one center more") << QPointF(5.4, 10) << QPointF(20.6, 12) << 16.0;
    QTest::newRow("a fraction that does not") << QPointF(5.6, 10) << QPointF(20.4, 12) << 14.0;
  }
  void aLineAddsItsValueTimesItsArea() {
    QFETCH(QPointF, a);
    QFETCH(QPointF, b);
    QFETCH(double, length);
    for (const float thickness : {1.0F, 1.5F, 2.0F, 4.7F})
      for (const float value : {1.0F, -0.25F}) {
        const double expected = static_cast<double>(thickness * value) * length;
        QVERIFY(isCloseTo(sum(bufferWith(a, b, thickness, value)), expected));
        QVERIFY(isCloseTo(sum(bufferWith(b, a, thickness, value)), expected));
      }
  }

  void aLineCoversWhatItTouchesByItsShare() {
    const EdgeBuffer buffer = bufferWith({10, 20.25}, {13, 20.25}, 1.5, 2);  // from 19.5 to 21
    for (int x = 10; x < 13; ++x) {
      QCOMPARE(buffer.at(x, 18), 0.0F);
      QVERIFY(isCloseTo(buffer.at(x, 19), 1));
      QVERIFY(isCloseTo(buffer.at(x, 20), 2));
      QVERIFY(isCloseTo(buffer.at(x, 21), 0));
    }
    QCOMPARE(buffer.at(9, 20), 0.0F);
    QCOMPARE(buffer.at(13, 20), 0.0F);
  }

  void aLineRunsFromEndToEnd() {
    const EdgeBuffer buffer = bufferWith({10, 4}, {50, 34});
    for (int x = 0; x < kWidth; ++x) {
      double column = 0;
      double center = 0;
      for (int y = 0; y < kHeight; ++y) {
        column += static_cast<double>(buffer.at(x, y));
        center += static_cast<double>(buffer.at(x, y)) * (y + 0.5);
      }
      const bool isOn = x >= 10 && x < 50;
      QVERIFY(isCloseTo(column, isOn ? 1 : 0));
      // Antialiased: its weight is within half a pixel of the line.
      if (isOn) QVERIFY(std::abs(center - (4 + 0.75 * (x + 0.5 - 10))) <= 0.5);
    }
  }

  void steepIsFlatTurned() {
    EdgeBuffer flat;
    EdgeBuffer steep;
    flat.reset(50, 30);
    steep.reset(30, 50);
    add(flat, {3.2, 4.7}, {44.1, 21.9}, 2.3F, 0.7F);
    add(steep, {4.7, 3.2}, {21.9, 44.1}, 2.3F, 0.7F);
    for (int x = 0; x < 50; ++x)
      for (int y = 0; y < 30; ++y) QCOMPARE(flat.at(x, y), steep.at(y, x));
  }

  void linesAddUpAndOppositeOnesCancel() {
    EdgeBuffer buffer = bufferWith({5, 5}, {50, 30}, 1.7F, 0.5F);
    const double once = sum(buffer);
    add(buffer, {50, 30}, {5, 5}, 1.7F, 0.5F);
    QVERIFY(isCloseTo(sum(buffer), 2 * once));
    add(buffer, {5, 5}, {50, 30}, 1.7F, -1);
    for (int y = 0; y < kHeight; ++y)
      for (int x = 0; x < kWidth; ++x) QVERIFY(std::abs(buffer.at(x, y)) < 1e-6F);
  }

  void manyLinesAreTheSumOfEach() {
    // Wide enough for lines that fill strips, begin and end within one strip, leave the buffer, or are steep.
    constexpr int kWide = 150;
    std::vector<EdgeLine> lines;
    for (int i = 0; i < 60; ++i)
      lines.push_back({.a = QPointF(i * 2.3 - 10, 3 + (i * 7) % 34),
                       .b = QPointF(150 - (i * 5) % 140, 3 + (i * 11) % 34),
                       .thickness = i % 7 == 0 ? 2.5F : 1.0F,
                       .value = i % 3 == 0 ? -0.5F : 1.0F + static_cast<float>(i)});
    EdgeBuffer together;
    together.reset(kWide, kHeight);
    together.add(lines);
    // One at a time, each in a buffer shifted by less than a strip, so that no line meets the same strips.
    std::vector<double> sums(kWide * kHeight);
    for (const EdgeLine& line : lines) {
      const QPointF shift(17, 0);
      EdgeBuffer alone;
      alone.reset(kWide + 17, kHeight);
      add(alone, line.a + shift, line.b + shift, line.thickness, line.value);
      for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWide; ++x)
          sums[static_cast<std::size_t>(y * kWide + x)] += static_cast<double>(alone.at(x + 17, y));
    }
    for (int y = 0; y < kHeight; ++y)
      for (int x = 0; x < kWide; ++x)
        QVERIFY(
            isCloseTo(static_cast<double>(together.at(x, y)), sums[static_cast<std::size_t>(y * kWide + x)]));
  }

  void aResetClears() {
    EdgeBuffer buffer = bufferWith({5, 5}, {50, 30});
    buffer.reset(kWidth, kHeight);
    QCOMPARE(sum(buffer), 0.0);
  }

  void whatIsOutsideIsCutOff_data() {
    QTest::addColumn<QPointF>("a");
    QTest::addColumn<QPointF>("b");
    QTest::newRow("through all of it") << QPointF(-30, -20) << QPointF(90, 60);
    QTest::newRow("over the left border") << QPointF(-20, 10) << QPointF(20, 15);
    QTest::newRow("over the right border") << QPointF(30, 10) << QPointF(500, 15);
    QTest::newRow("over the upper border") << QPointF(20, -25) << QPointF(25, 20);
    QTest::newRow("over the lower border") << QPointF(20, 30) << QPointF(25, 70);
    QTest::newRow("along the upper border") << QPointF(10, 0) << QPointF(50, 0);
    QTest::newRow("along the lower border") << QPointF(10, 40) << QPointF(50, 40);
    QTest::newRow("along the last row") << QPointF(10, 39.5) << QPointF(50, 39.5);
    QTest::newRow("along the first column") << QPointF(0.5, 5) << QPointF(0.5, 35);
    QTest::newRow("along the last column") << QPointF(59.5, 5) << QPointF(59.5, 35);
    QTest::newRow("outside") << QPointF(-10, 50) << QPointF(70, 60);
    QTest::newRow("beside") << QPointF(61, 5) << QPointF(80, 7);
    QTest::newRow("nearly level across a border") << QPointF(0, -3) << QPointF(60, 3);
  }
  void whatIsOutsideIsCutOff() {
    QFETCH(QPointF, a);
    QFETCH(QPointF, b);
    // The same line in a buffer large enough for all of it.
    constexpr int kSpace = 600;
    const QPointF shift(kSpace, kSpace);
    for (const float thickness : {1.0F, 3.4F}) {
      EdgeBuffer large;
      large.reset(kWidth + 2 * kSpace, kHeight + 2 * kSpace);
      add(large, a + shift, b + shift, thickness, 1);
      const EdgeBuffer buffer = bufferWith(a, b, thickness);
      for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
          QVERIFY2(std::abs(buffer.at(x, y) - large.at(x + kSpace, y + kSpace)) < 1e-3F,
                   qPrintable(
                       QStringLiteral("%1, %2: %3").arg(x).arg(y).arg(static_cast<double>(buffer.at(x, y)))));
    }
  }

  void thePictureShowsSignsAndNothingElse() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      EdgeBuffer buffer = emptyBuffer();
      add(buffer, {5, 10.5}, {55, 10.5}, 1, 3);  // 3 / (1 + 3) of the way to full colour
      add(buffer, {5, 20.5}, {55, 20.5}, 1, -3);
      add(buffer, {5, 30.5}, {55, 30.5}, 1, 1e9F);
      const QImage image = picture(buffer, *theme, theme->field);
      QCOMPARE(image.size(), QSize(kWidth, kHeight));
      Theme onField = *theme;
      onField.neutral = theme->field;
      QCOMPARE(image.pixelColor(30, 5), theme->field);
      QCOMPARE(image.pixelColor(2, 10), theme->field);
      QVERIFY(isNear(image.pixelColor(30, 10), onField.diverging(0.75)));
      QVERIFY(isNear(image.pixelColor(30, 20), onField.diverging(-0.75)));
      QCOMPARE(image.pixelColor(30, 30), theme->positive);
    }
  }

  void thePictureFollowsTheSize() {
    EdgeBuffer buffer = bufferWith({5, 5}, {50, 30});
    QCOMPARE(picture(buffer, lightTheme(), Qt::white).size(), QSize(kWidth, kHeight));
    buffer.reset(7, 9);
    const QImage image = picture(buffer, lightTheme(), Qt::white);
    QCOMPARE(image.size(), QSize(7, 9));
    QCOMPARE(image.pixelColor(3, 4), QColor(Qt::white));
    buffer.reset(0, -5);
    QVERIFY(picture(buffer, lightTheme(), Qt::white).isNull());
  }
};

PELLUCID_TEST(tst_edge_buffer, TestEdgeBuffer)
#include "tst_edge_buffer.moc"
