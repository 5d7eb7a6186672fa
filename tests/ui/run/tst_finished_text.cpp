// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a run that stopped by itself is what its trainer did.
#include "ui/run/finished_text.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestFinishedText : public QObject {
  Q_OBJECT

 private slots:
  void saysWhichRuleItWas_data() {
    QTest::addColumn<engine::Stopping>("stopping");
    QTest::addColumn<QString>("text");
    const QString on = " Train goes on all the same.";
    QTest::newRow("epochs") << engine::Stopping{.epochs = 2}
                            << "Training has stopped after 2 epochs, as Stop when says." + on;
    QTest::newRow("one step") << engine::Stopping{.steps = 1}
                              << "Training has stopped after 1 step, as Stop when says." + on;
  }
  void saysWhichRuleItWas() {
    QFETCH(engine::Stopping, stopping);
    QFETCH(QString, text);
    const engine::Trainer trainer = trainedUntilItStops(stopping);
    QCOMPARE(textOf(trainer), text);
  }

  void tellsTheAccuracyThatWasAskedFor() {
    const engine::Trainer trainer = trainedUntilItStops({.targetAccuracy = 0.5});
    QVERIFY(textOf(trainer).contains("has reached 50.0"));
    QVERIFY(textOf(trainer).contains("step " + QString::number(trainer.state().step) + ":"));
  }

  void tellsWhereTheBestWeightsCameFrom() {
    // A rate so large that the loss soon rises.
    const engine::Trainer trainer = trainedUntilItStops({.patience = 2}, 1.0);
    const engine::StoppingState& best = trainer.state().stopping;
    QVERIFY(best.bestStep < trainer.state().step);
    QVERIFY(textOf(trainer).contains("no new low for 2 epochs"));
    QVERIFY2(textOf(trainer).contains(QString("lowest loss, after step %1.").arg(best.bestStep)),
             qPrintable(textOf(trainer)));
  }

 private:
  static engine::Trainer trainedUntilItStops(const engine::Stopping& stopping, double rate = 0.01) {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.training.stopping = stopping;
    experiment.training.learningRate = rate;
    engine::Trainer trainer = engine::Trainer::create(experiment, tests::syntheticDataset()).value();
    for (int step = 0; step < 5000 && !trainer.stopReason(); ++step) trainer.step();
    return trainer;
  }
  static QString textOf(const engine::Trainer& trainer) {
    engine::Snapshot snapshot;
    snapshot.experiment = trainer.experiment();
    snapshot.state = trainer.state();
    return finishedText(trainer.stopReason().value(), snapshot);
  }
};

PELLUCID_WINDOW_TEST(tst_finished_text, TestFinishedText)
#include "tst_finished_text.moc"
