// SPDX-License-Identifier: GPL-3.0-or-later
// What a plot of runs shows of its lines.
#include "ui/runs/run_plot.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestRunPlot : public QObject {
  Q_OBJECT

 private slots:
  void theBeginningHasNoSayInTheAxis() {
    RunPlot plot("step", "accuracy");
    QVERIFY(!plot.yAxis->tickLabels());  // there is nothing yet
    plot.setLines({{.colour = 0, .keys = {0, 10, 50, 100}, .values = {5, 90, 96, 98}}});
    QVERIFY(plot.yAxis->range().lower < 5);
    plot.setUndecided(0.2);
    plot.setLines({{.colour = 0, .keys = {0, 10, 50, 100}, .values = {5, 90, 96, 98}}});
    QCOMPARE(plot.yAxis->range().lower, 96 - 0.2);
    QCOMPARE(plot.yAxis->range().upper, 98 + 0.2);
    QCOMPARE(plot.xAxis->range().lower, 0.0);
    plot.setValueLimits(0, 98.1);
    QCOMPARE(plot.yAxis->range().upper, 98.1);
    QVERIFY(plot.yAxis->tickLabels());
    QTest::keyClick(&plot, Qt::Key_Plus);
    QVERIFY(plot.xAxis->range().size() < 100);
    QTest::keyClick(&plot, Qt::Key_Home);
    QCOMPARE(plot.xAxis->range().upper, 100.0);
  }

  void aBandBelongsToItsLine() {
    RunPlot plot("step", "loss");
    plot.setLines({{.name = "median",
                    .colour = RunPlot::kMuted,
                    .keys = {1, 2},
                    .values = {2, 1},
                    .least = {1, 0.5},
                    .most = {4, 2}},
                   {.name = "run", .colour = RunPlot::kShown, .keys = {1, 2}, .values = {3, 1}}},
                  {{.key = 1.5, .text = "here"}});
    QCOMPARE(plot.graphCount(), 4);
    QCOMPARE(plot.graph(1)->channelFillGraph(), plot.graph(0));
    QCOMPARE(plot.yAxis->range().lower, 0.5 - 0.35);
    QCOMPARE(plot.legend->itemCount(), 2);
    QCOMPARE(plot.itemCount(), 2);  // a line and its words
    QCOMPARE(plot.graph(3)->pen().color(), lightTheme().test);
  }

  void dotsStandInside() {
    RunPlot plot("rate", "loss");
    plot.setLogarithmicKeys(true);
    plot.setLines({{.colour = 0, .keys = {0.001, 0.1}, .values = {1, 1}, .hasDots = true}});
    QVERIFY(plot.xAxis->range().lower < 0.001 && plot.xAxis->range().lower > 0);
    QVERIFY(plot.xAxis->range().upper > 0.1);
    QVERIFY(plot.yAxis->range().contains(1) && plot.yAxis->range().size() > 0);
  }
};

PELLUCID_WINDOW_TEST(tst_run_plot, TestRunPlot)
#include "tst_run_plot.moc"
