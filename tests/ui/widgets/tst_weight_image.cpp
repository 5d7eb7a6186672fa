// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/weight_image.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::isNear;

namespace {

engine::Vector vector(std::initializer_list<engine::Scalar> values) {
  engine::Vector result(static_cast<engine::Index>(values.size()));
  engine::Index i = 0;
  for (const engine::Scalar value : values) result[i++] = value;
  return result;
}

}  // namespace

class TestWeightImage : public QObject {
  Q_OBJECT

 private slots:
  void signedValuesLieInReadingOrder() {
    const Theme& theme = lightTheme();
    const QImage image = signedImage(vector({2, -2, 0, 1, -1, 9}), 3, 2, 2, theme);
    QCOMPARE(image.size(), QSize(3, 2));
    QCOMPARE(image.pixelColor(0, 0), theme.positive);
    QCOMPARE(image.pixelColor(1, 0), theme.negative);
    QCOMPARE(image.pixelColor(2, 0), theme.neutral);
    QVERIFY(isNear(image.pixelColor(0, 1), theme.diverging(0.5)));
    QVERIFY(isNear(image.pixelColor(1, 1), theme.diverging(-0.5)));
    QCOMPARE(image.pixelColor(2, 1), theme.positive);  // values beyond the range have full colour
  }

  void cellsWithoutAValueAreNeutral() {
    const QImage image = signedImage(vector({1, 1, 1}), 2, 2, 1, darkTheme());
    QCOMPARE(image.pixelColor(0, 1), darkTheme().positive);
    QCOMPARE(image.pixelColor(1, 1), darkTheme().neutral);
  }

  void aPictureInAGridLeavesTheRestAlone() {
    const Theme& theme = lightTheme();
    QImage grid(5, 4, QImage::Format_RGB32);
    grid.fill(Qt::black);
    drawSigned(vector({1, -1, -1, 1}), DivergingScale(theme, theme.neutral), 1, 2, {2, 1}, grid);
    for (int y = 0; y < grid.height(); ++y)
      for (int x = 0; x < grid.width(); ++x) {
        const bool isInside = x >= 2 && x < 4 && y >= 1 && y < 3;
        const QColor expected =
            !isInside ? QColor(Qt::black) : (x - 2 == y - 1 ? theme.positive : theme.negative);
        QCOMPARE(grid.pixelColor(x, y), expected);
      }
  }

  void inputsAreGreysFromBlackToWhite() {
    const QImage image = inputImage(vector({0, 1, 0.5, -1, 2, 0}), {1, 2, 3});
    QCOMPARE(image.size(), QSize(3, 2));
    const auto grey = [&](int x, int y) { return qGray(image.pixel(x, y)); };
    QCOMPARE(grey(0, 0), 0);
    QCOMPARE(grey(1, 0), 255);
    QCOMPARE(grey(2, 0), 128);
    QCOMPARE(grey(0, 1), 0);  // clamped
    QCOMPARE(grey(1, 1), 255);
  }

  void channelsLieBelowEachOther() {
    const QImage image = inputImage(vector({1, 1, 0, 0}), {2, 1, 2});
    QCOMPARE(image.size(), QSize(2, 2));
    QCOMPARE(qGray(image.pixel(1, 0)), 255);
    QCOMPARE(qGray(image.pixel(0, 1)), 0);
  }

  void threeChannelsAreColours() {
    const QImage planes = inputImage(vector({1, 0, 0, 0.5, 0, 2}), {3, 1, 2});
    QCOMPARE(planes.size(), QSize(2, 3));
    QCOMPARE(planes.pixelColor(0, 0), QColor(255, 0, 0));
    QCOMPARE(planes.pixelColor(1, 1), QColor(0, 128, 0));
    QCOMPARE(planes.pixelColor(1, 2), QColor(0, 0, 255));
    QCOMPARE(planes.pixelColor(0, 1), QColor(Qt::black));
    const QImage image = pixelImage(vector({1, 0, 0, 0.5, 0, 2}), {3, 1, 2});
    QCOMPARE(image.size(), QSize(2, 1));
    QCOMPARE(image.pixelColor(0, 0), QColor(255, 0, 0));
    QCOMPARE(image.pixelColor(1, 0), QColor(0, 128, 255));
    QCOMPARE(pixelImage(vector({1, 1, 0, 0}), {2, 1, 2}), inputImage(vector({1, 1, 0, 0}), {2, 1, 2}));
  }

  void theGridHoldsAllAndNoRowTooMany() {
    for (engine::Index count = 1; count < 400; ++count) {
      const QSize grid = gridFor(count);
      QVERIFY(static_cast<engine::Index>(grid.width()) * grid.height() >= count);
      QVERIFY(static_cast<engine::Index>(grid.width()) * (grid.height() - 1) < count);
      QVERIFY(grid.width() >= grid.height() && grid.width() - grid.height() <= 1);
    }
    QCOMPARE(gridFor(784), QSize(28, 28));
  }
};

PELLUCID_TEST(tst_weight_image, TestWeightImage)
#include "tst_weight_image.moc"
