// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of other runs in a plot of QCustomPlot.
#include "ui/plots/overlay_graphs.h"

#include <QTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

PlottedOverlay overlay(int colour) {
  return {.colour = colour,
          .train = {.x = {0, 1, 2}, .values = {3, 2, 1}},
          .test = {.x = {2}, .values = {1.5}},
          .lower = {.x = {0, 4}, .values = {1, 2}},
          .median = {.x = {0, 4}, .values = {2, 3}},
          .upper = {.x = {0, 4}, .values = {3, 4}}};
}

}  // namespace

class TestOverlayGraphs : public QObject {
  Q_OBJECT

 private slots:
  void eachRunHasItsCurvesInItsColour() {
    QCustomPlot plot;
    plot.addGraph();
    OverlayGraphs graphs(plot);
    QVERIFY(!graphs.hasData());
    graphs.set({overlay(1), overlay(2)});
    graphs.colour(darkTheme());
    QVERIFY(graphs.hasData());
    int solid = 0, faint = 0, filled = 0;
    for (int i = 1; i < plot.graphCount(); ++i) {
      const QCPGraph& graph = *plot.graph(i);
      QCOMPARE(graph.layer()->name(), "runs");
      const QColor own = darkTheme().run(i <= (plot.graphCount() - 1) / 2 ? 1 : 2);
      if (graph.channelFillGraph() != nullptr) {
        ++filled;
        QCOMPARE(graph.brush().color().rgb(), own.rgb());
        QVERIFY(graph.brush().color().alpha() < 128);
        QCOMPARE(graph.pen().style(), Qt::NoPen);
      } else if (graph.pen().style() != Qt::NoPen) {
        QCOMPARE(graph.pen().color().rgb(), own.rgb());
        graph.pen().color().alpha() == 255 ? ++solid : ++faint;
      }
    }
    QCOMPARE(solid, 4);  // the tests and the medians
    QCOMPARE(faint, 2);
    QCOMPARE(filled, 2);
    QVERIFY(plot.layer("runs")->index() < plot.graph(0)->layer()->index());  // the window's own is on top
  }

  void thoseBeforeGo() {
    QCustomPlot plot;
    QCPGraph* own = plot.addGraph();
    OverlayGraphs graphs(plot);
    graphs.set({overlay(0), overlay(1), overlay(2)});
    const int all = plot.graphCount();
    graphs.set({overlay(3)});
    QCOMPARE(3 * (plot.graphCount() - 1), all - 1);
    QCOMPARE(graphs.first()->dataCount(), 3);
    graphs.set({});
    QCOMPARE(plot.graphCount(), 1);
    QCOMPARE(plot.graph(0), own);
    QCOMPARE(graphs.first(), nullptr);
  }
};

PELLUCID_WINDOW_TEST(tst_overlay_graphs, TestOverlayGraphs)
#include "tst_overlay_graphs.moc"
