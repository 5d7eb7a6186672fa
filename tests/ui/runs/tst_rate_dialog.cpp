// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate finder in its window.
#include "ui/runs/rate_dialog.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestRateDialog : public QObject {
  Q_OBJECT

 private slots:
  void drawsTheCurveAndOffersTheRate() {
    const engine::DatasetPtr dataset = tests::syntheticDataset(400);
    const Design design{
        .experiment = tests::withOptimizer(engine::Optimizer::Sgd), .dataset = dataset, .id = 1, .run = 1};
    const engine::RunState state = engine::Trainer::create(design.experiment, dataset).value().state();
    RateDialog dialog(design, state);
    QSignalSpy chosen(&dialog, &RateDialog::rateChosen);
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isComputing(), tests::kPatienceMs);
    const engine::RateCurve expected = engine::findRate(design.experiment, dataset, state).value();
    QVERIFY(dialog.curve()->losses == expected.losses);
    QVERIFY(dialog.suggested());
    QCOMPARE(*dialog.suggested(), roundedRate(*expected.steepest));
    const auto* plot = dialog.findChild<RunPlot*>();
    QCOMPARE(plot->lines()[1].values.size(), static_cast<qsizetype>(expected.smoothed.size()));
    QCOMPARE(plot->marks().size(), 2U);
    QCOMPARE(plot->marks()[1].key, *expected.valley);
    QVERIFY(dialog.sentence().contains(valueText(*dialog.suggested())));
    dialog.grab();
    dialog.findChild<QPushButton*>()->click();
    QCOMPARE(chosen[0][0].toDouble(), *dialog.suggested());
  }

  void roundsAsRatesAreGiven() {
    QCOMPARE(roundedRate(0.0034), 0.003);
    QCOMPARE(roundedRate(0.97), 1.0);
  }

  void saysWhenNothingFalls() {
    const engine::DatasetPtr dataset = tests::syntheticDataset();
    Design design{.experiment = tests::smallExperiment(), .dataset = dataset, .id = 1, .run = 1};
    for (engine::LayerSpec& layer : design.experiment.network.layers) layer.frozen = true;
    design.experiment.training.shuffle = false;
    design.experiment.training.batchSize = 1000;  // all samples, so that the loss stays
    RateDialog dialog(design, engine::Trainer::create(design.experiment, dataset).value().state());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isComputing(), tests::kPatienceMs);
    QVERIFY(!dialog.suggested());
    QVERIFY(dialog.sentence().startsWith("The loss does not fall"));
    QVERIFY(!dialog.findChild<QPushButton*>()->isVisible());
  }
};

PELLUCID_WINDOW_TEST(tst_rate_dialog, TestRateDialog)
#include "tst_rate_dialog.moc"
