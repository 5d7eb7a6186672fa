// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/training_edits.h"

#include <QtTest>
#include <functional>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Change;
using engine::Clipping;
using engine::Experiment;
using engine::OptimizerSettings;
using engine::Schedule;
using engine::Stopping;

namespace {

struct TrainingEdit {
  std::function<engine::Result<void>(Document&)> apply;
  std::function<void(Experiment&)> expected;
  QString text;  ///< the text of Undo afterwards
  Change change = Change::Live;
};

}  // namespace

class TestTrainingEdits : public QObject {
  Q_OBJECT

 private slots:
  void anEditChangesOneThingAndIsOneStepOfUndo_data() {
    QTest::addColumn<TrainingEdit>("edit");
    const auto row = [](const char* name, const TrainingEdit& edit) { QTest::newRow(name) << edit; };
    row("momentum", {[](Document& d) { return edit::setOptimizerNumber(d, &OptimizerSettings::beta1, 0.8); },
                     [](Experiment& e) { e.training.settings.beta1 = 0.8; }, "Mean β1: 0.8"});
    row("weight decay",
        {[](Document& d) { return edit::setOptimizerNumber(d, &OptimizerSettings::weightDecay, 0.01); },
         [](Experiment& e) { e.training.settings.weightDecay = 0.01; }, "Weight decay λ: 0.01"});
    row("schedule", {[](Document& d) { return edit::setScheduleKind(d, engine::ScheduleKind::OneCycle); },
                     [](Experiment& e) {
                       e.training.schedule.kind = engine::ScheduleKind::OneCycle;
                       e.training.schedule.factor = 0.04;
                     },
                     "schedule one-cycle"});
    row("factor", {[](Document& d) { return edit::setScheduleNumber(d, &Schedule::factor, 0.5); },
                   [](Experiment& e) { e.training.schedule.factor = 0.5; }, "schedule, Factor: 0.5"});
    row("warm-up",
        {[](Document& d) { return edit::setScheduleNumber(d, &Schedule::warmupSteps, 100); },
         [](Experiment& e) { e.training.schedule.warmupSteps = 100; }, "schedule, Warm-up steps: 100"});
    row("norm", {[](Document& d) { return edit::setClipping(d, &Clipping::norm, 1.5); },
                 [](Experiment& e) { e.training.clipping.norm = 1.5; }, "clipping, Whole gradient: 1.5"});
    row("turn", {[](Document& d) { return edit::setAugmentation(d, &engine::Augmentation::turn, 10); },
                 [](Experiment& e) { e.training.augmentation.turn = 10; }, "varied samples, Turn in °: 10",
                 Change::Rebuild});
    row("epochs", {[](Document& d) { return edit::setStopping(d, &Stopping::epochs, std::int64_t{10}); },
                   [](Experiment& e) { e.training.stopping.epochs = 10; }, "stop when, Epochs: 10"});
    row("accuracy", {[](Document& d) { return edit::setStopping(d, &Stopping::targetAccuracy, 0.97); },
                     [](Experiment& e) { e.training.stopping.targetAccuracy = 0.97; }, "stop at 97 %"});
    row("smoothing",
        {[](Document& d) { return edit::setLabelSmoothing(d, 0.1); },
         [](Experiment& e) { e.training.labelSmoothing = 0.1; }, "label smoothing 0.1", Change::Rebuild});
    row("order",
        {[](Document& d) { return edit::setShuffle(d, false); },
         [](Experiment& e) { e.training.shuffle = false; }, "keep the order of samples", Change::Rebuild});
  }
  void anEditChangesOneThingAndIsOneStepOfUndo() {
    QFETCH(TrainingEdit, edit);
    Document document(tests::smallExperiment());
    QVERIFY(edit.apply(document));
    Experiment expected = tests::smallExperiment();
    edit.expected(expected);
    QCOMPARE(document.experiment(), expected);
    QCOMPARE(engine::compare(tests::smallExperiment(), expected), edit.change);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), edit.text);
    document.undoStack().undo();
    QCOMPARE(document.experiment(), tests::smallExperiment());
  }

  void defaultsArePyTorchsAndPenaltiesStay() {
    Document document(tests::withOptimizer(engine::Optimizer::AdaGrad));
    QVERIFY(edit::setOptimizerNumber(document, &OptimizerSettings::epsilon, 0.5));
    QVERIFY(edit::setOptimizerNumber(document, &OptimizerSettings::l2, 0.25));
    QVERIFY(edit::restoreOptimizerDefaults(document));
    QCOMPARE(document.experiment().training.settings.epsilon, 1e-10);
    QCOMPARE(document.experiment().training.settings.l2, 0.25);
    QVERIFY(edit::setOptimizer(document, engine::Optimizer::AdamW));
    QCOMPARE(document.experiment().training.settings.weightDecay, 0.01);
    QCOMPARE(document.experiment().training.settings.l2, 0.25);
  }

  void anotherScheduleKeepsTheWarmUp() {
    Document document(tests::smallExperiment());
    QVERIFY(edit::setScheduleNumber(document, &Schedule::warmupSteps, 100));
    QVERIFY(edit::setScheduleKind(document, engine::ScheduleKind::Cosine));
    QVERIFY(edit::setScheduleNumber(document, &Schedule::epochs, 3));
    QVERIFY(edit::setScheduleKind(document, engine::ScheduleKind::Cosine));  // unchanged: nothing is lost
    QCOMPARE(document.experiment().training.schedule,
             (Schedule{.kind = engine::ScheduleKind::Cosine, .warmupSteps = 100, .epochs = 3}));
  }

  void aScheduleIsAsLongAsTheRun() {
    Document document(tests::smallExperiment());
    QVERIFY(edit::setStopping(document, &Stopping::epochs, std::int64_t{25}));
    QVERIFY(edit::setScheduleKind(document, engine::ScheduleKind::OneCycle));
    QCOMPARE(document.experiment().training.schedule.epochs, 25);
    QVERIFY(edit::setScheduleKind(document, engine::ScheduleKind::Step));
    QCOMPARE(document.experiment().training.schedule.epochs, Schedule().epochs);  // it has no length
  }

  /// A loss without label smoothing switches it off instead of being refused.
  void smoothingGoesWithCrossEntropies() {
    Document document;
    document.open(tests::smallExperiment(), tests::syntheticDataset());
    QVERIFY(edit::setLabelSmoothing(document, 0.1));
    const auto note = edit::setLoss(document, engine::Loss::MeanSquaredError);
    QVERIFY(note && note->contains("smoothing"));
    QCOMPARE(document.experiment().training.labelSmoothing, 0.0);
    document.undoStack().undo();
    QCOMPARE(document.experiment().training.labelSmoothing, 0.1);
    QVERIFY(edit::setActivation(document, 1, engine::Activation::Sigmoid));  // which changes the loss as well
    QCOMPARE(document.experiment().training.labelSmoothing, 0.0);
  }

  void whatIsOutOfRangeIsRefused() {
    Document document;
    document.open(tests::smallExperiment(), tests::syntheticDataset());
    for (const auto& result :
         {edit::setOptimizerNumber(document, &OptimizerSettings::beta2, 1),
          edit::setScheduleNumber(document, &Schedule::factor, 0),
          edit::setClipping(document, &Clipping::value, -1),
          edit::setStopping(document, &Stopping::targetAccuracy, 1.5), edit::setLabelSmoothing(document, 1)})
      QVERIFY(!result);
    QCOMPARE(document.experiment(), tests::smallExperiment());
    QVERIFY(!document.undoStack().canUndo());
  }
};

PELLUCID_WINDOW_TEST(tst_training_edits, TestTrainingEdits)
#include "tst_training_edits.moc"
