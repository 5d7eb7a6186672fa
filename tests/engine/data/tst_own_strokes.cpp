// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/own_strokes.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "tests/support/own_points.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

bool isFine(const OwnSamples& own) {
  return validate(own).has_value();
}

}  // namespace

class TestOwnStrokes : public QObject {
  Q_OBJECT

 private slots:
  void putAndSpray() {
    OwnSamples own = paintedPoints(0);
    QVERIFY(putPoint(own, {.x = 1.2344, .y = -7}, {.label = 1}));
    QCOMPARE(own.points[0], (PaintedPoint{.number = 0, .x = 1234, .y = -6000, .height = 0, .label = 1}));
    QCOMPARE(sprayPoints(own, {.x = 2, .y = 2}, 0.5, 200, {.label = 0}), std::size_t{200});
    QVERIFY(isFine(own));
    double sumX = 0;
    int far = 0;
    for (std::size_t i = 1; i < own.points.size(); ++i) {
      const SheetPlace place = placeOf(own.points[i]);
      const double away = std::hypot(place.x - 2, place.y - 2);
      QVERIFY(away <= 0.5 + 0.001);
      far += away > 0.5 / std::sqrt(2.0);
      sumX += place.x;
    }
    // Evenly in the disc: its middle in the middle, and half of them in the outer half of the area.
    QVERIFY(std::abs(sumX / 200 - 2) < 0.06);
    QVERIFY(std::abs(far - 100) < 30);
    OwnSamples same = paintedPoints(0);
    putPoint(same, {.x = 1.2344, .y = -7}, {.label = 1});
    sprayPoints(same, {.x = 2, .y = 2}, 0.5, 200, {.label = 0});
    QVERIFY(same == own);
    QCOMPARE(sprayPoints(own, {}, 1, 5000, {}), kMostPainted - 201);
    QVERIFY(!putPoint(own, {}, {}));
    QCOMPARE(own.points.size(), kMostPainted);
  }

  void chooseMoveAndErase() {
    OwnSamples own = paintedPoints(0);
    for (int i = 0; i < 5; ++i) putPoint(own, {.x = static_cast<double>(i), .y = 0}, {});
    QVERIFY((pointsWithin(own, {.x = 1.5, .y = 0}, 0.6) == SampleNumbers{1, 2}));
    QVERIFY((pointsBetween(own, {.x = 3.5, .y = 1}, {.x = 0.5, .y = -1}) == SampleNumbers{1, 2, 3}));
    movePoints(own, {1, 2}, {.x = 0.25, .y = -1});
    QCOMPARE(own.points[1].x, 1250);
    QCOMPARE(own.points[2].y, -1000);
    QCOMPARE(own.points[3].x, 3000);
    // Both go only as far as the one that reaches the edge.
    movePoints(own, {0, 4}, {.x = 5, .y = 0});
    QCOMPARE(own.points[4].x, 6000);
    QCOMPARE(own.points[0].x, 2000);
    erasePoints(own, {0, 3});
    QCOMPARE(own.points.size(), 3U);
    QCOMPARE(own.points[0].number, 1U);
    putPoint(own, {}, {});
    QCOMPARE(own.points.back().number, 5U);
    QVERIFY(isFine(own));
  }

  void jitterShakesEachAlone() {
    OwnSamples own = paintedPoints(100);
    const OwnSamples before = own;
    jitterPoints(own, pointsBetween(own, {.x = -6, .y = -6}, {.x = 0, .y = 6}), 0.2);
    QVERIFY(isFine(own));
    int moved = 0;
    for (std::size_t i = 0; i < own.points.size(); ++i) {
      const int x = own.points[i].x - before.points[i].x;
      const int y = own.points[i].y - before.points[i].y;
      QVERIFY(std::abs(x) <= 200 && std::abs(y) <= 200);
      if (before.points[i].x > 0) QVERIFY(x == 0 && y == 0);
      moved += x != 0 || y != 0;
      QCOMPARE(own.points[i].label, before.points[i].label);
    }
    QVERIFY(moved > 30);
    OwnSamples again = own;
    jitterPoints(again, pointsBetween(own, {.x = -6, .y = -6}, {.x = 0, .y = 6}), 0.2);
    QVERIFY(!(again == own));
  }

  void aFormulaFillsTheSheet() {
    OwnSamples own = paintedPoints(0);
    QCOMPARE(fillBy(own, Formula::parse("2 sin(x)", false).value(), 300), std::size_t{300});
    QVERIFY(isFine(own));
    for (const PaintedPoint& point : own.points) {
      const SheetPlace place = placeOf(point);
      const double above = place.y - 2 * std::sin(place.x);
      if (std::abs(above) > 0.01) QCOMPARE(int(point.label), above > 0 ? 1 : 0);
    }
    OwnSamples hilly{.kind = OwnKind::Heights};
    QCOMPARE(fillBy(hilly, Formula::parse("sqrt(x) y", true).value(), 300), std::size_t{300});
    QVERIFY(isFine(hilly));
    for (const PaintedPoint& point : hilly.points) {
      const SheetPlace place = placeOf(point);
      const double wanted = place.x < 0 ? 0 : std::clamp(std::sqrt(place.x) * place.y, -1.0, 1.0);
      QVERIFY(std::abs(point.height / 1000.0 - wanted) < 0.1);
    }
  }

  void signsAreErased() {
    OwnSamples own = drawnSigns(4);
    eraseDrawings(own, {1, 3});
    QCOMPARE(own.drawings.size(), 2U);
    QCOMPARE(own.drawings[1].number, 2U);
  }
};

PELLUCID_TEST(tst_own_strokes, TestOwnStrokes)
#include "tst_own_strokes.moc"
