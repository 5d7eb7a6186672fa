// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/update_ratio_plot.h"

#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUpdateRatioPlot : public QObject {
  Q_OBJECT

 private slots:
  void eachLayerWithWeightsHasALineBesideTheRulers() {
    std::vector<LayerLooks::Point> history;
    for (int i = 0; i < 3; ++i) {
      LayerLook::Layer learns, none;
      learns.updateRatio = 0.001 * (i + 1);
      none.updateRatio = NAN;
      history.push_back({.step = 10 * i, .layers = {learns, none, learns}});
    }
    UpdateRatioPlot plot;
    plot.show(history, {"Hidden 1", "Dropout 1", "Output"});
    QCOMPARE(plot.graphCount(), 4);
    QCOMPARE(plot.graph(0)->dataMainValue(0), 1e-3);
    QCOMPARE(plot.graph(1)->dataMainValue(1), 1e-2);
    for (const int line : {2, 3})
      for (int i = 0; i < 3; ++i) {
        QCOMPARE(plot.graph(line)->dataMainKey(i), 10.0 * i);
        QCOMPARE(plot.graph(line)->dataMainValue(i), 0.001 * (i + 1));
      }
    QVERIFY(plot.yAxis->range().lower <= 5e-4 && plot.yAxis->range().upper >= 1e-2);
    plot.show({}, {});
    QCOMPARE(plot.graphCount(), 2);
  }

  void aFrozenLayerHasNoLine() {
    LayerLook::Layer frozen;
    frozen.updateRatio = 0;
    UpdateRatioPlot plot;
    plot.show({{.step = 0, .layers = {frozen}}}, {"Output"});
    QCOMPARE(plot.graphCount(), 2);
  }
};

PELLUCID_WINDOW_TEST(tst_update_ratio_plot, TestUpdateRatioPlot)
#include "tst_update_ratio_plot.moc"
