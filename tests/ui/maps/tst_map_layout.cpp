// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_layout.h"

#include <QtTest>
#include <cmath>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Matrix fourPoints() {
  engine::Matrix points(2, 4);
  points << -2, 6, 0, 1, -1, 3, 0, 2;
  return points;
}

bool isNear(QPointF a, QPointF b, double tolerance = 1e-3) {
  return std::hypot(a.x() - b.x(), a.y() - b.y()) < tolerance;
}

}  // namespace

class TestMapLayout : public QObject {
  Q_OBJECT

 private slots:
  void mapsFillTheRoomAndDoNotOverlap() {
    for (const QRectF room : {QRectF(0, 0, 900, 500), QRectF(10, 5, 300, 700), QRectF(0, 0, 1200, 120)})
      for (int count = 1; count <= 13; ++count) {
        const auto places = placeMaps(room, count, 18, 20);
        QCOMPARE(places.size(), static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < places.size(); ++i) {
          QVERIFY(room.adjusted(-0.01, -0.01, 0.01, 0.01).contains(places[i].whole()));
          QVERIFY(places[i].title.bottom() <= places[i].plot.top() + 0.01);
          QVERIFY(places[i].plot.bottom() <= places[i].footer.top() + 0.01);
          for (std::size_t j = 0; j < i; ++j) QVERIFY(!places[i].whole().intersects(places[j].whole()));
        }
      }
  }

  void theyStandInOneRowWhereThatIsLargest() {
    const auto wide = placeMaps({0, 0, 900, 320}, 3, 18, 20);
    QVERIFY(wide[0].plot.top() == wide[2].plot.top());
    const auto high = placeMaps({0, 0, 300, 900}, 3, 18, 20);
    QVERIFY(high[0].plot.left() == high[2].plot.left());
    // Four make two rows of two rather than three and one.
    const auto four = placeMaps({0, 0, 700, 600}, 4, 18, 20);
    QVERIFY(four[0].plot.top() == four[1].plot.top() && four[2].plot.top() == four[3].plot.top());
  }

  void allPointsAreInsideAtOneScale() {
    const QRectF plot(100, 50, 300, 200);
    const engine::Matrix points = fourPoints();
    const MapProjection project(points, plot, {});
    for (engine::Index i = 0; i < 4; ++i) QVERIFY(plot.contains(project.at(points(0, i), points(1, i))));
    const QPointF zero = project.at(0, 0);
    const QPointF right = project.at(1, 0) - zero;
    const QPointF up = project.at(0, 1) - zero;
    QVERIFY(right.x() > 0 && right.y() == 0 && up.y() < 0);
    QVERIFY(qFuzzyCompare(right.x(), -up.y()));
    // The centre of the points is in the centre.
    QVERIFY(isNear(project.at(2, 1), plot.center()));
    // Points that are all the same are in the centre, too.
    const MapProjection same(engine::Matrix::Ones(2, 3), plot, {});
    QVERIFY(isNear(same.at(1, 1), plot.center()));
  }

  void zoomingKeepsWhatIsUnderThePointer() {
    const QRectF plot(0, 0, 300, 200);
    const engine::Matrix points = fourPoints();
    MapZoom zoom;
    const QPointF pointer(70, 130);
    for (const double times : {1.5, 2.0, 0.9, 3.0}) {
      const MapProjection before(points, plot, zoom);
      // The value shown under the pointer.
      const QPointF zero = before.at(0, 0);
      const double scale = before.at(1, 0).x() - zero.x();
      const QPointF there((pointer.x() - zero.x()) / scale, (zero.y() - pointer.y()) / scale);
      zoom = before.zoomedAt(pointer, times);
      const MapProjection after(points, plot, zoom);
      QVERIFY(isNear(after.at(static_cast<engine::Scalar>(there.x()), static_cast<engine::Scalar>(there.y())),
                     pointer, 0.05));
    }
    QCOMPARE(zoom.factor, 1.5 * 2 * 0.9 * 3);
    QCOMPARE(MapProjection(points, plot, zoom).zoomedAt(pointer, 1e-6), MapZoom{});
    QCOMPARE(MapProjection(points, plot, zoom).zoomedAt(pointer, 1e6).factor, kMostMapZoom);
  }

  void draggingMovesByThePixels() {
    const QRectF plot(0, 0, 300, 200);
    const engine::Matrix points = fourPoints();
    const MapZoom zoom{.factor = 4, .middle = {0.1, -0.05}};
    const MapProjection before(points, plot, zoom);
    const MapProjection after(points, plot, before.moved({12, -7}));
    QVERIFY(isNear(after.at(1, 1), before.at(1, 1) + QPointF(12, -7)));
  }
};

PELLUCID_WINDOW_TEST(tst_map_layout, TestMapLayout)
#include "tst_map_layout.moc"
