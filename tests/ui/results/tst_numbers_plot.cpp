// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/numbers_plot.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestNumbersPlot : public QObject {
  Q_OBJECT

 private slots:
  void eachSampleIsAPoint() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    NumbersPlot plot(seen.results);
    plot.show();
    QVERIFY(seen.at(run.next(5, false, 3)));
    plot.refresh();
    const engine::Split& test = run.dataset()->test;
    QCPGraph* points = plot.predictions().graph(1);
    QCOMPARE(points->dataCount(), static_cast<int>(test.size()));
    std::vector<std::pair<double, double>> expected, shown;
    double absolute = 0;
    for (engine::Index i = 0; i < test.size(); ++i) {
      const engine::Probe probe =
          engine::probe(*seen.look().snapshot->network, seen.look().snapshot->state.weights,
                        engine::Loss::MeanSquaredError, engine::sample(test, 2, i), test.targets.col(i));
      // The last bits may differ between a pass of one sample and one of many.
      const double says = static_cast<double>(probe.trace.output()(0, 0));
      const double is = static_cast<double>(test.targets(0, i));
      expected.emplace_back(is, says);
      absolute += std::abs(says - is) / static_cast<double>(test.size());
      shown.emplace_back(points->dataMainKey(static_cast<int>(i)),
                         points->dataMainValue(static_cast<int>(i)));
    }
    std::ranges::sort(expected);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      QVERIFY(std::abs(expected[i].first - shown[i].first) < 1e-6);
      QVERIFY(std::abs(expected[i].second - shown[i].second) < 1e-4);
    }
    QVERIFY(std::ranges::any_of(plot.findChildren<QLabel*>(), [&](const QLabel* label) {
      return label->text().startsWith(QString("Mean distance %1").arg(valueText(absolute)).chopped(1));
    }));
    // The sample on the canvas is marked.
    QCOMPARE(plot.predictions().graph(2)->dataMainKey(0), static_cast<double>(test.targets(0, 3)));
  }

  void aClickAsksForTheSample() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    NumbersPlot plot(seen.results);
    plot.resize(400, 400);
    plot.show();
    QVERIFY(seen.at(run.next(5)));
    plot.refresh();
    plot.predictions().replot();
    QSignalSpy wanted(&seen.results, &Results::sampleWanted);
    const auto& residuals = plot.residuals();
    const QPointF at(plot.predictions().xAxis->coordToPixel(static_cast<double>(residuals.wanted[8])),
                     plot.predictions().yAxis->coordToPixel(static_cast<double>(residuals.predicted[8])));
    QTest::mouseClick(&plot.predictions(), Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(wanted.size(), 1);
    // Another point may be equally near.
    const auto index = wanted[0][1].value<engine::Index>();
    QVERIFY(std::abs(residuals.wanted[index] - residuals.wanted[8]) < 0.2F);
  }
};

PELLUCID_WINDOW_TEST(tst_numbers_plot, TestNumbersPlot)
#include "tst_numbers_plot.moc"
