// SPDX-License-Identifier: GPL-3.0-or-later
// A plot of curves by itself; tst_curves_panel zooms, pans and reads it.
#include "ui/plots/curve_plot.h"

#include <QTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestCurvePlot : public QObject {
  Q_OBJECT

 private slots:
  /// Seconds and epochs can be below one.
  void powersOfTenAreNamedForWhatTheyAre() {
    CurvePlot plot;
    plot.resize(400, 200);
    const std::vector<double> x = {0.002, 0.03, 0.5, 7, 80, 900, 30'000, 4'000'000};
    CurvePlot::Curve curve{.x = QVector<double>(x.begin(), x.end()), .values = QVector<double>(8, 1.0)};
    plot.setAxis({.axis = CurveAxis::Seconds});
    plot.setLogarithmicAxis(true);
    plot.setCurves(curve, {});
    plot.replot();
    const QVector<double> at = plot.xAxis->tickVector();
    const QVector<QString> names = plot.xAxis->tickVectorLabels();
    QVERIFY(at.size() > 2);
    for (int i = 0; i < at.size(); ++i) {
      QString number = names[i];
      number.replace(" M", "000000").remove(',');
      QVERIFY2(qAbs(number.toDouble() - at[i]) < 1e-9 * at[i], qPrintable(names[i]));
    }
  }
};

PELLUCID_WINDOW_TEST(tst_curve_plot, TestCurvePlot)
#include "tst_curve_plot.moc"
