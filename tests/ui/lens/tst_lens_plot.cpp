// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_plot.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// The values of the curve with this colour and pen.
std::vector<double> curveOf(const LensPlot& plot, const QColor& colour, Qt::PenStyle style) {
  std::vector<double> values;
  for (int i = 0; i < plot.graphCount(); ++i) {
    const QCPGraph& graph = *plot.graph(i);
    if (graph.pen().color() != colour || graph.pen().style() != style || graph.data()->size() < 3) continue;
    for (const QCPGraphData& point : *graph.data()) values.push_back(point.value);
  }
  return values;
}

}  // namespace

class TestLensPlot : public QObject {
  Q_OBJECT

 private slots:
  void curvesAreLossesDividedByThoseOfNow() {
    LensPlot plot;
    plot.resize(500, 300);
    plot.setLens(tests::knownLens());
    const Theme& theme = themeOf(plot);
    const auto batch = curveOf(plot, theme.train, Qt::SolidLine);
    const std::vector<double> expected = {0.995, 0.95, 0.7, 0.6, 3};
    QCOMPARE(batch.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) QVERIFY(qFuzzyCompare(batch[i], expected[i]));
    const auto test = curveOf(plot, theme.test, Qt::SolidLine);
    QVERIFY(qFuzzyCompare(test[2], 2.6 / 3));
    QVERIFY(std::isfinite(test[4]) && test[4] > plot.yAxis->range().upper);  // it leaves the plot at the top
    QVERIFY(curveOf(plot, theme.train, Qt::DashLine).empty());
    plot.setWays(false, true);
    QVERIFY(qFuzzyCompare(curveOf(plot, theme.train, Qt::DashLine)[4], 0.75));
    QVERIFY(curveOf(plot, theme.train, Qt::SolidLine).empty());
  }

  void theLowestAndTheLossNowAreSeen() {
    LensPlot plot;
    plot.setLens(tests::knownLens());
    QVERIFY(plot.yAxis->range().lower < 0.5 && plot.yAxis->range().upper > 1.1);
    QVERIFY(plot.xAxis->range().contains(0.1));
    plot.setLens(std::nullopt);
    QCOMPARE(plot.graphCount(), 0);
  }

  void ratesAreReadOffByPointerAndKeys() {
    LensPlot plot;
    plot.resize(500, 300);
    plot.setLens(tests::knownLens());
    plot.replot();
    QSignalSpy changed(&plot, &LensPlot::readChanged);
    tests::movePointer(plot, {plot.xAxis->coordToPixel(0.9), plot.yAxis->coordToPixel(0.8)});
    QCOMPARE(plot.read(), std::optional<std::size_t>(3));
    QCOMPARE(changed.size(), 1);
    QVERIFY(plot.accessibleDescription().startsWith("Rate 1."));
    tests::movePointer(plot, {1, 1});
    QVERIFY(!plot.read());
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(plot.read(), std::optional<std::size_t>(3));  // above the rate in force
    QTest::keyClick(&plot, Qt::Key_Left);
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.read(), std::optional<std::size_t>(1));
  }
};

PELLUCID_WINDOW_TEST(tst_lens_plot, TestLensPlot)
#include "tst_lens_plot.moc"
