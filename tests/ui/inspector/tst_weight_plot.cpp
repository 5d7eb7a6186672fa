// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/weight_plot.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/datasets.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

/// The history of weight 3 over `steps` steps.
engine::WeightHistory historyOf(int steps) {
  engine::Trainer trainer = engine::Trainer::create(smallExperiment(), syntheticDataset()).value();
  engine::WeightHistory history(trainer, 3);
  for (int i = 0; i < steps; ++i) {
    trainer.step();
    history.afterStep(trainer);
  }
  return history;
}

}  // namespace

class TestWeightPlot : public QObject {
  Q_OBJECT

 private slots:
  void theKeysAndThePointerReadOffEachStep() {
    WeightPlot plot;
    plot.resize(250, 150);
    plot.show();
    const engine::WeightHistory history = historyOf(8);
    plot.showHistory(history);
    const auto says = [&](std::size_t i) {
      const engine::WeightPoint& point = history.points()[i];
      return plot.text() == QStringLiteral("step %1: w %2, dL/dw %3, Δw %4")
                                .arg(point.step)
                                .arg(valueText(point.weight),
                                     point.gradient ? valueText(*point.gradient) : "–",
                                     point.change ? valueText(*point.change) : "–");
    };
    QVERIFY2(says(8), qPrintable(plot.text()));
    QTest::keyClick(&plot, Qt::Key_Left);
    QVERIFY2(says(7), qPrintable(plot.text()));
    QTest::keyClick(&plot, Qt::Key_Home);
    QVERIFY2(says(0), qPrintable(plot.text()));
    QTest::mouseMove(&plot, QPoint(static_cast<int>(plot.xOf(5)) + 2, 40));
    QTRY_VERIFY2(says(5), qPrintable(plot.text()));
    QCOMPARE(plot.accessibleDescription(), plot.text());
  }

  void allThreeCurvesArePainted() {
    WeightPlot plot;
    plot.resize(250, 150);
    const Theme& theme = themeOf(plot);
    plot.showHistory(historyOf(60));
    const QImage picture = plot.grab().toImage();
    for (const QColor& colour : {theme.accent, theme.gradient, theme.forward})
      QVERIFY(countColour(picture, colour) > 40);
  }

  void aBeginningIsNoCurveYet() {
    WeightPlot plot;
    plot.resize(250, 150);
    plot.showHistory(historyOf(0));
    QVERIFY2(plot.text().endsWith("dL/dw –, Δw –"), qPrintable(plot.text()));
    QVERIFY(!plot.grab().toImage().isNull());
  }
};

PELLUCID_WINDOW_TEST(tst_weight_plot, TestWeightPlot)
#include "tst_weight_plot.moc"
