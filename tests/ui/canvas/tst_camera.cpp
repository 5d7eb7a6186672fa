// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/camera.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

bool isNear(QPointF a, QPointF b) {
  return std::hypot(a.x() - b.x(), a.y() - b.y()) < 1e-6;
}

}  // namespace

class TestCamera : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_whole = layOut({.channels = 1, .height = 28, .width = 28}, {64, 10}, {820, 440}); }

  void theWholeNetworkIsSeenAsItWasLaidOut() {
    const CanvasLayout seen = seenThrough({}, m_whole);
    QCOMPARE(seen.input.grid, m_whole.input.grid);
    QCOMPARE(seen.layers[0].card, m_whole.layers[0].card);
    QCOMPARE(seen.addButtons, m_whole.addButtons);
  }

  void zoomingKeepsWhatIsUnderThePointer() {
    const QPointF anchor(400, 250);
    Camera camera;
    for (const double factor : {1.5, 3.0, 0.7}) {
      const QPointF before = (anchor - camera.offset) / camera.scale;
      const double scale = camera.scale * factor;
      camera = zoomed(camera, factor, anchor, m_whole);
      QCOMPARE(camera.scale, scale);
      QVERIFY(isNear(camera.toScreen(before), anchor));
    }
  }

  void zoomingEndsAtTheWholeAndAtTheTerms() {
    Camera camera = zoomed({}, 0.01, {400, 250}, m_whole);
    QCOMPARE(camera, Camera());
    camera = zoomed({}, 1e9, {400, 250}, m_whole);
    const CanvasLayout seen = seenThrough(camera, m_whole);
    double least = seen.input.pitch;
    for (const ColumnLayout& column : seen.layers) least = std::min(least, column.pitch);
    QVERIFY(least >= 300 && least < 1000);
    QCOMPARE(zoomed(camera, 1e-9, {10, 200}, m_whole), Camera());
  }

  void movingStopsAtTheBorders() {
    const Camera camera = zoomed({}, 3, {400, 250}, m_whole);
    const QPointF direction[] = {{1e6, 0}, {-1e6, 0}, {0, 1e6}, {0, -1e6}};
    for (const QPointF& far : direction) {
      const Camera there = moved(camera, far, m_whole);
      const QRectF& body = m_whole.body;
      const QRectF picture(there.toScreen(body.topLeft()), there.toScreen(body.bottomRight()));
      QVERIFY(picture.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(body));
    }
    QCOMPARE(moved({}, {50, 50}, m_whole), Camera());  // all of it is visible: there is nowhere to go
    QVERIFY(isNear(moved(camera, {-20, 10}, m_whole).offset, camera.offset + QPointF(-20, 10)));
  }

  void oneUnitComesIntoTheMiddle() {
    for (const Index unit : {0, 31, 63}) {
      const CanvasLayout seen = seenThrough(onUnit(0, unit, m_whole), m_whole);
      const ColumnLayout& column = seen.layers[0];
      QVERIFY(column.radius() >= 70);  // from here on its terms are shown
      QVERIFY(m_whole.body.contains(column.center(unit)));
      QCOMPARE(column.unitAt(column.center(unit)), std::optional(unit));
    }
  }

  void aLayerFillsTheCanvas() {
    const CanvasLayout seen = seenThrough(onLayer(0, m_whole), m_whole);
    const QRectF& grid = seen.layers[0].grid;
    QVERIFY(m_whole.body.contains(grid));
    QVERIFY(grid.height() >= m_whole.body.height() * 0.7 || grid.width() >= m_whole.body.width() * 0.3);
  }

  void unitsGrowAndCardsStayAbove() {
    const Camera camera = zoomed({}, 2, m_whole.layers[0].grid.center(), m_whole);
    const CanvasLayout seen = seenThrough(camera, m_whole);
    for (std::size_t i = 0; i < 2; ++i) {
      QCOMPARE(seen.layers[i].pitch, 2 * m_whole.layers[i].pitch);
      for (const Index unit : {0, 9})
        QVERIFY(isNear(seen.layers[i].center(unit), camera.toScreen(m_whole.layers[i].center(unit))));
      const ColumnLayout& column = seen.layers[i];
      if (column.card.isEmpty()) continue;
      QCOMPARE(column.card.top(), m_whole.layers[i].card.top());
      QCOMPARE(column.card.height(), m_whole.layers[i].card.height());
      QVERIFY(column.card.left() >= 0 && column.card.right() <= 820);
      QVERIFY(column.padlock.isEmpty() || column.card.contains(column.padlock));
    }
  }

  void mapsGrowWithTheGapsBetweenThem() {
    const CanvasLayout whole =
        layOut({.channels = 1, .height = 28, .width = 28},
               {{{.channels = 8, .height = 24, .width = 24}, true, true}, {10}}, {820, 440});
    const Camera camera = zoomed({}, 4, whole.layers[0].grid.center(), whole);
    const CanvasLayout seen = seenThrough(camera, whole);
    for (const Index map : {0, 7}) {
      const QRectF before = whole.layers[0].mapRect(map);
      QVERIFY(isNear(seen.layers[0].mapRect(map).topLeft(), camera.toScreen(before.topLeft())));
      QVERIFY(isNear(seen.layers[0].mapRect(map).bottomRight(), camera.toScreen(before.bottomRight())));
    }
  }

  void whatIsOutOfSightIsEmpty() {
    const Camera camera = moved(zoomed({}, 8, {400, 250}, m_whole), {1e6, 1e6}, m_whole);  // the upper-left
                                                                                           // corner
    const CanvasLayout seen = seenThrough(camera, m_whole);
    QVERIFY(seen.layers[1].card.isEmpty());
    QVERIFY(seen.layers[1].padlock.isEmpty());
    QVERIFY(seen.addButtons[1].isEmpty());
    QVERIFY(seen.layers[0].handle.isEmpty());
  }

 private:
  CanvasLayout m_whole;
};

PELLUCID_TEST(tst_camera, TestCamera)
#include "tst_camera.moc"
