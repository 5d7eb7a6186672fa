// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and the run: the runs that edits and resets leave come back as they stood, and a weight set by hand
// goes back to its value.
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/reference_run.h"
#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/stack_edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::History;
using tests::phaseOf;
using tests::Reference;
using tests::RunFixture;

class TestRunUndo : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = tests::experimentOn(*m_dataset);
  }

  /// However large: untouched runs take no room, and the last run with any work in it is never given up for
  /// the one that follows.
  void thereIsRoomForTheRunThatWasTrained() {
    RunFixture f(m_experiment, 1);
    QVERIFY(f.load());
    QSignalSpy forgotten(&f.run.book(), &RunBook::forgotten);
    for (int i = 0; i < 3; ++i) f.run.stepOnce();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    for (const std::uint64_t seed : {5, 6, 7, 8}) {
      QVERIFY(edit::setSeed(f.document, seed));
      QVERIFY(f.rests());
    }
    for (int i = 0; i < 4; ++i) f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    QCOMPARE(forgotten.count(), 0);
  }

  void whatThereIsNoRoomForIsTold() {
    RunFixture f(m_experiment, 1);
    QVERIFY(f.load());
    QSignalSpy forgotten(&f.run.book(), &RunBook::forgotten);
    f.run.stepOnce();
    QVERIFY(f.rests());
    const std::uint64_t first = f.run.run();
    QVERIFY(edit::setSeed(f.document, 5));
    for (int i = 0; i < 2; ++i) f.run.stepOnce();
    QVERIFY(f.rests());
    const engine::RunState second = f.state();
    QVERIFY(edit::setSeed(f.document, 6));
    QVERIFY(f.rests());
    QCOMPARE(forgotten.count(), 1);
    QCOMPARE(forgotten[0][0].value<std::uint64_t>(), first);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == second);
    f.document.undoStack().undo();  // to the run whose state was dropped: from its initial weights
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 0);
  }

  /// Nothing was done to it, so it is made again: the same run.
  void anUntouchedRunComesBackUntouched() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const auto run = f.run.run();
    const engine::RunState initial = f.state();
    QVERIFY(edit::setSeed(f.document, 5));
    f.run.stepOnce();
    QVERIFY(f.rests());
    QSignalSpy left(&f.run, &RunController::runLeft);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), run);
    QVERIFY(f.state() == initial);
    QCOMPARE(f.run.newest()->revision, std::uint64_t{0});
    QCOMPARE(left.count(), 0);  // Redo, not Undo, would bring back the other
    f.document.undoStack().redo();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 1);
  }

  /// Whatever it was: even a weight that is not a number, which cannot be trained.
  void undoOfAMendedWeightBringsBackWhatItWas() {
    RunFixture f(m_experiment);
    engine::RunState broken = engine::Trainer::create(m_experiment, m_dataset).value().state();
    broken.weights[3] = std::numeric_limits<engine::Scalar>::quiet_NaN();
    f.run.open(m_experiment, m_dataset, RunController::Resume{.state = broken, .history = {}});
    QVERIFY(f.until([&] { return f.run.moment() != nullptr && f.run.isResting(); }));
    QVERIFY(engine::isBroken(f.run.phase()));
    QVERIFY(f.setParameter(3, 0.5));
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "paused");
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(engine::isBroken(f.run.phase()));
    QVERIFY(std::isnan(f.state().weights[3]));
    f.document.undoStack().redo();
    QVERIFY(f.rests());
    f.run.stepOnce();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 1);
    QVERIFY(f.state().weights.allFinite());
  }

  /// Undo and redo go from run to run, each as it was.
  void undoBringsBackTheRunThatAnEditLeft() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QSignalSpy left(&f.run, &RunController::runLeft);
    QVERIFY(edit::setSeed(f.document, 5));  // nothing has been learned yet, so nothing is reported
    QVERIFY(f.rests());
    QCOMPARE(left.count(), 0);

    for (int i = 0; i < 3; ++i) f.run.stepOnce();  // less than an epoch
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    QCOMPARE(trained.step, 3);
    const History history = f.run.history();
    const auto revision = f.run.newest()->revision;
    QVERIFY(edit::insertLayer(f.document, 0, engine::LayerKind::Dense));
    QVERIFY(f.rests());
    QCOMPARE(left.count(), 1);
    QCOMPARE(left.first().first().toLongLong(), qint64{3});
    QCOMPARE(f.state().step, std::int64_t{0});
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState deeper = f.state();

    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    QVERIFY(f.run.history() == history);
    QCOMPARE(f.run.newest()->revision, revision);
    f.document.undoStack().redo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == deeper);
    QCOMPARE(left.count(), 1);  // going to and fro between runs begins none
    f.document.undoStack().undo();
    f.run.trainEpoch();  // and it continues, bit for bit
    QVERIFY(f.rests());
    QVERIFY(f.state() == Reference(f.document.experiment(), m_dataset).stepTo(8).trainer.state());
  }

  /// At the newest step, whatever was shown last.
  void theRunIsLeftWhereItStoodWhileItTrained() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.train();
    QVERIFY(f.until([&] { return f.state().step > 20; }));
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.until([&] { return f.run.moment()->experiment().seed == 5; }));
    f.run.pause();
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    const std::int64_t step = f.state().step;
    QVERIFY(step > 20);
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(step).trainer.state());
    QCOMPARE(f.run.history().train.size(), static_cast<std::size_t>(step));
  }

  /// Including a change made a moment ago and not shown yet.
  void theRunIsLeftWithAWeightThatWasJustSet() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    engine::RunState expected = f.state();
    expected.weights[4] = engine::Scalar(0.5);
    QVERIFY(f.setParameter(4, 0.5));
    QVERIFY(edit::setSeed(f.document, 5));
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == expected);
  }

  void draggingBackToTheOldSizeIsNoEdit() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    for (const engine::Index units : {7, 9, 8, 5}) {
      QVERIFY(edit::setUnits(f.document, 0, units, 1));
      QVERIFY(f.until([&] { return f.run.moment()->network().layer(0).outputs() == units; }));
    }
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    QVERIFY(!f.document.undoStack().canUndo());
  }

  void resetCanBeUndone() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.reset();  // nothing to leave
    QVERIFY(!f.document.undoStack().canUndo());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    f.run.reset();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, std::int64_t{0});
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
  }

  /// With all its work, whichever moment was shown when it was left.
  void aRunComesBackWithItsTimeline() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState end = f.state();
    const History all = f.run.history();
    f.run.goTo(0, 3);
    QVERIFY(f.rests());
    QVERIFY(edit::setLearningRate(f.document, 0.1));
    f.run.stepOnce();
    QVERIFY(f.rests());
    QVERIFY(edit::setSeed(f.document, 5));
    f.run.stepOnce();
    QVERIFY(f.rests());
    QCOMPARE(f.run.newest()->timeline.lanes.size(), 1U);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 4);
    QCOMPARE(f.run.newest()->timeline.lanes.size(), 2U);
    QCOMPARE(f.run.newest()->timeline.lane, 1U);
    QCOMPARE(f.run.history().train.size(), 4U);
    f.run.goTo(0, 8);
    QVERIFY(f.rests());
    QVERIFY(f.state() == end);
    QVERIFY(f.run.history() == all);
    // After opening again, nothing earlier is left.
    f.run.open(m_experiment, m_dataset);
    QVERIFY(f.rests());
    QCOMPARE(f.run.newest()->timeline.lanes[0].end, 0);
  }

  /// Reset returns to the weights that the run began with, which also come back if nothing was done to it.
  void resetReturnsToTheWeightsThatWereGiven() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const engine::Vector drawn = f.state().weights;
    const engine::Vector given = drawn * engine::Scalar(2);
    QVERIFY(f.run.restartFrom(given, "given"));
    QVERIFY(f.rests());
    QVERIFY(f.state().weights == given);
    f.run.stepOnce();
    QVERIFY(f.rests());
    QVERIFY(f.state().weights != given);
    f.run.reset();
    QVERIFY(f.rests());
    QVERIFY(f.state().weights == given && f.state().step == 0);
    const int steps = f.document.undoStack().count();
    f.run.reset();  // these are the initial weights
    QCOMPARE(f.document.undoStack().count(), steps);
    QVERIFY(f.document.restart("drawn", nullptr));
    QVERIFY(f.rests());
    QVERIFY(f.state().weights == drawn);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state().weights == given);
  }

  /// Later edits do not hide it: nothing was trained since.
  void theFormerRunIsTheLastThatHadLearned() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.rests());
    QVERIFY(!f.run.former());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    for (const std::uint64_t seed : {6, 7}) {
      QVERIFY(edit::setSeed(f.document, seed));
      QVERIFY(f.rests());
    }
    QVERIFY(f.run.former());
    QVERIFY(*f.run.former()->weights == trained.weights);
    QCOMPARE(f.run.former()->steps, 1);
    QCOMPARE(f.run.former()->design.experiment.seed, 5U);
    // Given weights count as learned.
    QVERIFY(f.run.restartFrom(trained.weights * engine::Scalar(3), "given"));
    QVERIFY(f.rests());
    QVERIFY(edit::setSeed(f.document, 8));
    QVERIFY(f.rests());
    QVERIFY(*f.run.former()->weights == trained.weights * engine::Scalar(3));
    QCOMPARE(f.run.former()->steps, 0);
  }

  /// Undo restores the old value now; steps trained since stay.
  void aWeightSetByHandPausesAndIsUndone() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    QVERIFY(f.setParameter(4, 0.5));
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "paused");
    engine::RunState expected = trained;
    expected.weights[4] = engine::Scalar(0.5);
    QVERIFY(f.state() == expected);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    f.document.undoStack().redo();
    f.run.stepOnce();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, trained.step + 1);
    expected = f.state();
    expected.weights[4] = trained.weights[4];
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == expected);
  }

 private:
  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_run_undo, TestRunUndo)
#include "tst_run_undo.moc"
