// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_status.h"

#include <QtTest>
#include <cmath>

#include "engine/data/catalogue.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Step 1,234 of a run with 500 steps an epoch.
engine::Snapshot snapshotAt1234() {
  const auto dataset = tests::syntheticDataset();
  engine::Snapshot snapshot = *tests::momentAfter(tests::smallExperiment(), dataset).snapshot;
  snapshot.state.step = 1'234;
  snapshot.stepsPerEpoch = 500;
  snapshot.train = engine::HistoryPoint{.step = 1'234, .metrics = {.loss = 0.54321, .accuracy = 0.8}};
  snapshot.test = engine::HistoryPoint{.step = 1'234, .metrics = {.loss = 0.12344, .accuracy = 0.97341}};
  snapshot.samplesPerSecond = 123'456.7;
  return snapshot;
}

void show(RunStatus& status, const engine::Snapshot& snapshot) {
  Moment moment = tests::momentAfter(tests::smallExperiment(), tests::syntheticDataset());
  moment.snapshot = std::make_shared<engine::Snapshot>(snapshot);
  status.showMoment(moment);
}

QString allText(const RunStatus& status) {
  QStringList texts;
  for (const QLabel* label : status.findChildren<QLabel*>()) texts << label->text();
  return texts.join('|');
}

}  // namespace

class TestRunStatus : public QObject {
  Q_OBJECT

 private slots:
  void numbersAreThoseOfTheSnapshot() {
    RunStatus status;
    show(status, snapshotAt1234());
    const QString text = allText(status);
    for (const char* part : {"epoch 2.47 ", "step 1,234", "batch 0.5432", "test 0.1234"})
      QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(status.accuracyText(), "97.34\u202f%");
    QVERIFY(text.contains("test\naccuracy"));
    QVERIFY(!text.contains("at step"));
  }

  void ofATruthTableItIsNoTest() {
    auto dataset = std::make_shared<engine::Dataset>(*tests::syntheticDataset());
    dataset->test = dataset->train;
    Moment moment = tests::momentAfter(tests::smallExperiment(), dataset);
    moment.snapshot = std::make_shared<engine::Snapshot>(snapshotAt1234());
    RunStatus status;
    status.showMoment(moment);
    QVERIFY2(allText(status).contains("accuracy of\nall samples"), qPrintable(allText(status)));
  }

  void anEarlierAccuracySaysSo() {
    engine::Snapshot snapshot = snapshotAt1234();
    snapshot.test->step = 1'000;
    RunStatus status;
    show(status, snapshot);
    QCOMPARE(status.accuracyText(), "97.34\u202f%");
    QVERIFY(allText(status).contains("at step 1,000"));
    snapshot.test->step = 1'234;
    show(status, snapshot);
    QVERIFY(!allText(status).contains("at step"));
  }

  /// For numeric targets R² replaces the accuracy, with the errors beside it in the table's units.
  void numbersHaveErrorsInstead() {
    auto dataset = std::make_shared<engine::Dataset>(
        *engine::loadDataset("prices,samples=60+standardise", engine::DataLocations{}).value());
    engine::Experiment experiment = tests::smallExperiment();
    experiment.network.layers = {engine::dense(1, engine::Activation::Linear)};
    experiment.training.loss = engine::Loss::MeanSquares;
    Moment moment = tests::momentAfter(experiment, dataset);
    engine::Snapshot snapshot = *moment.snapshot;
    snapshot.test = engine::HistoryPoint{
        .step = snapshot.state.step,
        .metrics = {.loss = 0.25, .accuracy = NAN, .r2 = 0.71234, .rmse = 0.5, .mae = 0.25}};
    moment.snapshot = std::make_shared<engine::Snapshot>(snapshot);
    RunStatus status;
    status.showMoment(moment);
    QCOMPARE(status.accuracyText(), QString("0.712"));
    const auto deviation = static_cast<double>(dataset->scaling.targets.deviation[0]);
    QVERIFY(deviation > 50);
    QCOMPARE(status.noteText(), QString("test R²\nRMSE %1, MAE %2")
                                    .arg(shortValueText(0.5 * deviation), shortValueText(0.25 * deviation)));
    snapshot.test->step = snapshot.state.step + 7;
    moment.snapshot = std::make_shared<engine::Snapshot>(snapshot);
    status.showMoment(moment);
    QVERIFY2(status.noteText().startsWith(QString("test R² at step %1").arg(snapshot.test->step)),
             qPrintable(status.noteText()));
    snapshot.test.reset();
    moment.snapshot = std::make_shared<engine::Snapshot>(snapshot);
    status.showMoment(moment);
    QCOMPARE(status.accuracyText(), QString("–"));
    QCOMPARE(status.noteText(), QString("test R²\nRMSE –, MAE –"));
  }

  void whatIsNotKnownIsNotShown() {
    engine::Snapshot snapshot = snapshotAt1234();
    snapshot.test.reset();
    snapshot.train.reset();
    snapshot.samplesPerSecond = 0;
    RunStatus status;
    show(status, snapshot);
    const QString text = allText(status);
    QCOMPARE(status.accuracyText(), "–");
    QVERIFY(!text.contains("batch") && !text.contains("test 0"));
    QVERIFY(text.contains("step 1,234"));
  }

  void largeNumbersFit() {
    RunStatus status;
    status.show();
    engine::Snapshot snapshot = snapshotAt1234();
    snapshot.state.step = 999'999;
    snapshot.stepsPerEpoch = 1'875;
    snapshot.samplesPerSecond = 888'888;
    show(status, snapshot);
    const int width = status.sizeHint().width();
    snapshot.state.step = 1;
    show(status, snapshot);
    QCOMPARE(status.sizeHint().width(), width);  // the line does not jump
  }

  void nothingIsPaintedWithoutChange() {
    RunStatus status;
    status.show();
    QVERIFY(QTest::qWaitForWindowExposed(&status));
    show(status, snapshotAt1234());
    QCoreApplication::processEvents();
    tests::PaintCounter paints(status);
    show(status, snapshotAt1234());
    QCoreApplication::processEvents();
    QCOMPARE(paints.count, 0);
    engine::Snapshot next = snapshotAt1234();
    ++next.state.step;
    show(status, next);
    QCoreApplication::processEvents();
    QVERIFY(paints.count > 0);
  }
};

PELLUCID_WINDOW_TEST(tst_run_status, TestRunStatus)
#include "tst_run_status.moc"
