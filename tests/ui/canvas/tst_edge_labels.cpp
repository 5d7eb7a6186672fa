// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_labels.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/canvas/camera.h"
#include "ui/canvas/edge_picture.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Every edge of dense layers of these units, with different values.
VisibleEdges allEdges(Index inputs, const std::vector<Index>& units) {
  VisibleEdges all;
  for (std::size_t layer = 0; layer < units.size(); ++layer) {
    const Index before = layer == 0 ? inputs : units[layer - 1];
    for (Index from = 0; from < before; ++from)
      for (Index to = 0; to < units[layer]; ++to) {
        const float value = 0.13F * static_cast<float>(from + 1) - 0.37F * static_cast<float>(to);
        all.edges.push_back(
            {.layer = layer, .from = from, .to = to, .value = value, .strength = std::abs(value)});
      }
    all.ends.push_back(all.edges.size());
  }
  all.total = all.edges.size();
  return all;
}

}  // namespace

class TestEdgeLabels : public QObject {
  Q_OBJECT

 private slots:
  void theyCanSayMoreThanTheValue() {
    const VisibleEdges edges = allEdges(2, {3});
    const CanvasLayout layout = layOut(engine::flatShape(2), {{3}}, {820, 440});
    const auto labels =
        edgeLabels(layout, edges, metrics(), [](const Edge& edge) { return edgeText(edge) + " (+0.1)"; });
    QVERIFY(!labels.empty());
    for (const EdgeLabel& label : labels) QCOMPARE(label.text, edgeText(label.edge) + " (+0.1)");
  }

  void ofManyTheStrongestAndOfOneUnitAll() {
    const VisibleEdges edges = allEdges(5, {8});
    const CanvasLayout layout = layOut(engine::flatShape(5), {{8}}, {1600, 900});
    const auto labels = edgeLabels(layout, edges, metrics());
    QVERIFY(labels.size() <= kMostNumbers);
    std::vector<float> strengths;
    for (const Edge& edge : edges.edges) strengths.push_back(edge.strength);
    std::sort(strengths.begin(), strengths.end(), std::greater());
    for (const EdgeLabel& label : labels) QVERIFY(label.edge.strength >= strengths[kMostNumbers - 1]);
    const auto ofUnit =
        edgeLabels(layout, edges, metrics(), edgeText, [](const Edge& edge) { return edge.to == 3; });
    QCOMPARE(ofUnit.size(), std::size_t{5});
    for (const EdgeLabel& label : ofUnit) QCOMPARE(label.edge.to, Index{3});
  }

  void smallNetworksTellEachWeight_data() {
    QTest::addColumn<QSizeF>("size");
    QTest::newRow("in a small window") << QSizeF(820, 440);
    QTest::newRow("in a large window") << QSizeF(1600, 900);
  }
  void smallNetworksTellEachWeight() {
    QFETCH(QSizeF, size);
    const CanvasLayout layout = layOut(engine::flatShape(2), {{4}, {2}, {1}}, size);
    const VisibleEdges edges = allEdges(2, {4, 2, 1});
    const auto labels = edgeLabels(layout, edges, metrics());
    QCOMPARE(labels.size(), std::size_t{18});
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const Edge& edge = labels[i].edge;
      QCOMPARE(labels[i].text, shortValueText(static_cast<double>(edge.value)));
      const QLineF line = edgeLine(layout, edge.layer, edge.from, edge.to);
      QLineF across(labels[i].place.topLeft(), labels[i].place.bottomRight());
      QVERIFY(line.intersects(across, nullptr) == QLineF::BoundedIntersection ||
              line.intersects(QLineF(labels[i].place.bottomLeft(), labels[i].place.topRight()), nullptr) ==
                  QLineF::BoundedIntersection);
      QVERIFY(layout.body.contains(labels[i].place));
      for (std::size_t j = 0; j < i; ++j) QVERIFY(!labels[i].place.intersects(labels[j].place));
    }
  }

  void manyEdgesHaveNoNumbersUntilOneIsNear() {
    const CanvasLayout whole = layOut(engine::flatShape(20), {{20}, {2}}, {820, 440});
    const VisibleEdges edges = allEdges(20, {20, 2});
    for (const EdgeLabel& label : edgeLabels(whole, edges, metrics()))
      QCOMPARE(label.edge.layer, std::size_t{1});
    const CanvasLayout near = seenThrough(onUnit(0, 10, whole), whole);
    for (const EdgeLabel& label : edgeLabels(near, edges, metrics()))
      QVERIFY(near.body.contains(label.place));
  }

  void noNumberStandsOnAUnit() {
    // Columns of three units side by side: edges to the third pass behind the others.
    const CanvasLayout whole = layOut(engine::flatShape(3), {{64}, {2}}, {820, 440});
    const VisibleEdges edges = allEdges(3, {64, 2});
    int labels = 0;
    for (const Index unit : {30, 31, 32}) {
      const CanvasLayout near = seenThrough(onUnit(0, unit, whole), whole);
      for (const EdgeLabel& label : edgeLabels(near, edges, metrics())) {
        ++labels;
        for (const ColumnLayout* column : {&near.input, &near.layers[0], &near.layers[1]})
          for (Index i = 0; i < column->units; ++i)
            QVERIFY(QLineF(column->center(i), label.place.center()).length() > column->radius());
      }
    }
    QVERIFY(labels > 0);
  }

 private:
  static QFontMetricsF metrics() {
    QFont font;
    font.setPointSizeF(8);
    return QFontMetricsF(font);
  }
};

PELLUCID_WINDOW_TEST(tst_edge_labels, TestEdgeLabels)
#include "tst_edge_labels.moc"
