// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_painter.h"

#include <QtTest>
#include <cmath>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// A bowl with its lowest point in the middle.
engine::LossSurface bowl() {
  engine::LossSurface surface{.frame = {}, .columns = 21, .rows = 11};
  for (int row = 0; row < 11; ++row)
    for (int column = 0; column < 21; ++column)
      surface.losses.push_back(std::exp(0.02 * (std::pow(column - 10, 2) + std::pow(row - 5, 2))));
  return surface;
}

}  // namespace

class TestSurfacePainter : public QObject {
  Q_OBJECT

 private slots:
  void valleysAndHeightsHaveTheirColours() {
    const engine::LossSurface surface = bowl();
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QImage image = surfaceImage(surface, *theme);
      QCOMPARE(image.size(), QSize(21, 11));
      const QColor valley = image.pixelColor(10, 5);
      const QColor height = image.pixelColor(0, 0);
      QVERIFY(valley.blue() > valley.red() && height.red() > height.blue());
    }
  }

  void sharesAreOfTheLogarithm() {
    const HeightRange range{.low = 0.01, .high = 1};
    QCOMPARE(range.share(0.01), 0.0);
    QVERIFY(std::abs(range.share(0.1) - 0.5) < 1e-9);
    QCOMPARE(range.share(50), 1.0);
    // A tenth of the fields may be above the range.
    engine::LossSurface surface = bowl();
    surface.losses[0] = 1e9;
    QVERIFY(heightRange(surface).high < 100);
    QCOMPARE(heightRange(surface).low, 1.0);
  }

  void linesGoAroundTheValley() {
    const auto lines = heightLines(bowl(), 3);
    QVERIFY(lines.size() > 20);
    // Each end has the loss of its level.
    const HeightRange range = heightRange(bowl());
    for (const QLineF& line : lines) {
      const double loss = std::exp(0.02 * (std::pow(line.x1() - 10.5, 2) + std::pow(line.y1() - 5.5, 2)));
      double nearest = 1;
      for (const double share : {0.25, 0.5, 0.75})
        nearest = std::min(nearest, std::abs(range.share(loss) - share));
      QVERIFY(nearest < 0.03);
    }
  }

  void whatIsNoNumberIsLeftOut() {
    engine::LossSurface surface = bowl();
    surface.losses[5] = NAN;
    QCOMPARE(surfaceImage(surface, lightTheme()).pixelColor(5, 0).alpha(), 0);
    for (double& loss : surface.losses) loss = NAN;
    QVERIFY(heightLines(surface, 3).empty());
  }
};

PELLUCID_WINDOW_TEST(tst_surface_painter, TestSurfacePainter)
#include "tst_surface_painter.moc"
