// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_target.h"

#include <QtTest>

#include "tests/support/test_program.h"
#include "ui/canvas/edge_picture.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// 16 pixels, 5 and 4 hidden units, 3 classes.
CanvasLayout smallLayout() {
  return layOut({.channels = 1, .height = 4, .width = 4}, {5, 4, 3}, {820, 440});
}

VisibleEdges edgesOf(std::vector<Edge> edges) {
  VisibleEdges visible;
  visible.edges = std::move(edges);
  return visible;
}

constexpr Edge edgeOf(std::size_t layer, Index from, Index to, float strength = 1) {
  return {.layer = layer, .from = from, .to = to, .value = strength, .strength = strength};
}

}  // namespace

class TestCanvasTarget : public QObject {
  Q_OBJECT

 private slots:
  void unitsAndEdgesArePlaces() {
    QCOMPARE(placeOf(OnUnit{.layer = 1, .unit = 2}), (Place{.layer = 1, .unit = 2, .from = std::nullopt}));
    QCOMPARE(placeOf(OnEdge{.layer = 1, .from = 4, .to = 2}), (Place{.layer = 1, .unit = 2, .from = 4}));
    QVERIFY(!placeOf(OnCard{0}) && !placeOf(OnNothing{}));
  }

  void everyPartIsFound() {
    const CanvasLayout layout = smallLayout();
    const auto at = [&](QPointF point) { return targetAt(point, layout, {}); };
    for (std::size_t i = 0; i < layout.addButtons.size(); ++i)
      QVERIFY(at(layout.addButtons[i].center()) == CanvasTarget(OnAdd{i}));
    for (std::size_t i = 0; i < layout.layers.size(); ++i) {
      const ColumnLayout& column = layout.layers[i];
      QVERIFY(at(column.padlock.center()) == CanvasTarget(OnPadlock{i}));
      QVERIFY(at(column.card.topLeft() + QPointF(5, 5)) == CanvasTarget(OnCard{i}));
      for (Index unit = 0; unit < column.units; ++unit)
        QVERIFY(at(column.center(unit)) == CanvasTarget(OnUnit{i, unit}));
      if (i + 1 == layout.layers.size()) continue;
      QVERIFY(at(column.remove.center()) == CanvasTarget(OnRemove{i}));
      QVERIFY(at(column.handle.center()) == CanvasTarget(OnHandle{i}));
    }
    for (Index pixel = 0; pixel < 16; ++pixel)
      QVERIFY(at(layout.input.center(pixel)) == CanvasTarget(OnPixel{pixel}));
  }

  /// After this many units the biases are not edges, and the card's text must stay readable.
  void theBiasOfACardIsOnItsLowerEdge() {
    const CanvasLayout layout = layOut({.channels = 1, .height = 1, .width = 2}, {64, 2}, {820, 440});
    const ColumnLayout& column = layout.layers[1];
    QVERIFY(column.areCards && !column.bias);
    const QRectF card = column.unitRect(1);
    const QRectF bias = biasPlace(column, 1);
    QCOMPARE(bias.center().y(), card.bottom());
    QVERIFY(bias.left() > card.left() && bias.right() < card.center().x());
    QVERIFY(targetAt(bias.center(), layout, {}) == CanvasTarget(OnBias{.layer = 1, .unit = 1}));
  }

  void betweenTheColumnsIsNothing() {
    const CanvasLayout layout = smallLayout();
    const double y = layout.input.grid.center().y();
    const double x = (layout.input.grid.right() + layout.layers[0].grid.left()) / 2;
    QVERIFY(targetAt({x, y}, layout, {}) == CanvasTarget());
    QVERIFY(targetAt(layout.input.card.center(), layout, {}) == CanvasTarget());
  }

  void theCornersAreNothing() {
    const CanvasLayout layout = smallLayout();
    for (const QPointF corner :
         {QPointF(0, 0), QPointF(3, 3), QPointF(819, 1), QPointF(1, 439), QPointF(819, 439)})
      QVERIFY(targetAt(corner, layout, {}) == CanvasTarget());
  }

  void anEdgeIsFoundAlongItsLine() {
    const CanvasLayout layout = smallLayout();
    const VisibleEdges edges = edgesOf({edgeOf(1, 0, 3)});
    const QLineF line = edgeLine(layout, 1, 0, 3);
    QCOMPARE(line.p1(), layout.layers[0].center(0));
    QCOMPARE(line.p2(), layout.layers[1].center(3));
    QCOMPARE(edgeLine(layout, 0, 7, 2).p1(), layout.input.center(7));
    const QLineF normal = line.normalVector().unitVector();
    const QPointF across = normal.p2() - normal.p1();
    for (const double t : {0.25, 0.5, 0.75}) {
      const QPointF point = line.pointAt(t);
      for (const double distance : {-3.0, 0.0, 3.0})
        QVERIFY(targetAt(point + across * distance, layout, edges) == CanvasTarget(OnEdge{1, 0, 3}));
      for (const double distance : {-4.0, 4.0})
        QVERIFY(targetAt(point + across * distance, layout, edges) == CanvasTarget());
    }
  }

  void ofSeveralEdgesTheStrongestIsMeant() {
    const CanvasLayout layout = smallLayout();
    const QPointF crossing = (layout.layers[0].center(2) + layout.layers[1].center(1)) / 2;
    for (const float second : {0.5F, 2.0F}) {
      const VisibleEdges edges = edgesOf({edgeOf(1, 2, 1, 1), edgeOf(1, 1, 2, second), edgeOf(1, 3, 1, 9)});
      QPointF point;
      QCOMPARE(edgeLine(layout, 1, 2, 1).intersects(edgeLine(layout, 1, 1, 2), &point),
               QLineF::BoundedIntersection);
      const CanvasTarget expected = second > 1 ? OnEdge{1, 1, 2} : OnEdge{1, 2, 1};
      QVERIFY(targetAt(point, layout, edges) == expected);
    }
    QVERIFY(targetAt(crossing, layout, edgesOf({edgeOf(1, 2, 1)})) == CanvasTarget(OnEdge{1, 2, 1}));
  }

  void aUnitComesBeforeItsEdges() {
    const CanvasLayout layout = smallLayout();
    const VisibleEdges edges = edgesOf({edgeOf(1, 0, 0), edgeOf(0, 3, 0)});
    QVERIFY(targetAt(layout.layers[0].center(0), layout, edges) == CanvasTarget(OnUnit{0, 0}));
    QVERIFY(targetAt(layout.layers[1].center(0), layout, edges) == CanvasTarget(OnUnit{1, 0}));
  }

  void targetsAreComparedWhole() {
    QVERIFY(CanvasTarget(OnUnit{1, 2}) == CanvasTarget(OnUnit{1, 2}));
    QVERIFY(CanvasTarget(OnUnit{1, 2}) != CanvasTarget(OnUnit{1, 3}));
    QVERIFY(CanvasTarget(OnEdge{1, 2, 3}) != CanvasTarget(OnEdge{1, 2, 4}));
    QVERIFY(CanvasTarget(OnCard{1}) != CanvasTarget(OnPadlock{1}));
  }
};

PELLUCID_TEST(tst_canvas_target, TestCanvasTarget)
#include "tst_canvas_target.moc"
