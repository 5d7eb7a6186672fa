// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/reference_run.h"
#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::History;
using tests::phaseOf;
using tests::Reference;
using tests::RunFixture;

class TestRunController : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = tests::experimentOn(*m_dataset);
  }

  void startsWhenTheDataArrive() {
    RunFixture f(m_experiment);
    QSignalSpy replaced(&f.run, &RunController::runReplaced);
    QVERIFY(f.run.moment() == nullptr);
    QVERIFY(f.run.isResting());
    QVERIFY(f.load());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(phaseOf(f.run), "idle");
    const Reference expected(m_experiment, m_dataset);
    QVERIFY(f.state() == expected.trainer.state());
    QCOMPARE(f.run.moment()->experiment(), m_experiment);
    QVERIFY(f.run.history() == expected.history);
    QCOMPARE(f.run.moment()->dataset->name, m_folders.a());
  }

  void commandsBeforeTheDataDoNothing() {
    RunFixture f(m_experiment);
    f.run.train();
    f.run.stepOnce();
    QVERIFY(f.rests());
    QVERIFY(f.load());
    QCOMPARE(f.state().step, 0);
  }

  void oneStepIsOneBatch() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(!f.run.isResting());
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "paused");
    Reference expected(m_experiment, m_dataset);
    QVERIFY(f.state() == expected.stepTo(1).trainer.state());
    QVERIFY(f.run.history() == expected.history);
  }

  void anEpochIsAllSamplesAndItsHistoryIsComplete() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    History joined = f.run.history();
    connect(&f.run, &RunController::historyAppended, this, [&](const History& points) {
      joined.train.insert(joined.train.end(), points.train.begin(), points.train.end());
      joined.test.insert(joined.test.end(), points.test.begin(), points.test.end());
    });
    f.run.trainEpoch();
    QVERIFY(f.rests());
    Reference expected(m_experiment, m_dataset);
    QCOMPARE(expected.trainer.stepsPerEpoch(), 8);
    QVERIFY(f.state() == expected.stepTo(8).trainer.state());
    QVERIFY(f.run.history() == expected.history);
    QVERIFY(joined == expected.history);
  }

  void goingBackForgetsNothing() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QSignalSpy replaced(&f.run, &RunController::historyReplaced);
    Reference expected(m_experiment, m_dataset);
    const History all = Reference(m_experiment, m_dataset).stepTo(8).history;
    f.run.stepBack(5);
    QVERIFY(f.rests());
    QVERIFY(f.state() == expected.stepTo(3).trainer.state());
    QVERIFY(f.run.history() == all);
    QCOMPARE(f.run.newest()->test->metrics, expected.trainer.evaluateTest());
    f.run.stepOnce();  // which was already done before
    QVERIFY(f.rests());
    QVERIFY(f.state() == expected.stepTo(4).trainer.state());
    QVERIFY(f.run.history() == all);
    QCOMPARE(replaced.count(), 0);
    QCOMPARE(f.run.newest()->timeline.lanes.size(), 1U);
  }

  /// The curves are those of the shown lane; the settings, those of the moment.
  void aChangeInThePastOpensALaneThatUndoLeaves() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState end = f.state();
    f.run.goTo(0, 3);
    QVERIFY(f.rests());
    QVERIFY(edit::setLearningRate(f.document, 0.1));
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QCOMPARE(f.run.newest()->timeline.lane, 1U);
    Reference branch(m_experiment, m_dataset);
    branch.stepTo(3).trainer.setLearningRate(0.1);
    QVERIFY(f.state() == branch.stepTo(8).trainer.state());
    QVERIFY(f.run.history().train == branch.history.train);
    const engine::RunState branched = f.state();
    const std::uint64_t run = f.run.run();

    f.document.undoStack().undo();  // to where the change was made
    QVERIFY(f.rests());
    QCOMPARE(f.run.newest()->timeline.lane, 0U);
    QCOMPARE(f.state().step, 3);
    QCOMPARE(f.document.experiment(), m_experiment);
    QVERIFY(f.run.history() == Reference(m_experiment, m_dataset).stepTo(8).history);
    f.document.undoStack().redo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == branched);
    QCOMPARE(f.run.newest()->timeline.lanes.size(), 2U);
    QCOMPARE(f.document.experiment().training.learningRate, 0.1);

    // Looking at the first lane is not an edit, and its settings are shown.
    const int edits = f.document.undoStack().count();
    f.run.goTo(0, 8);
    QVERIFY(f.rests());
    QVERIFY(f.state() == end);
    QCOMPARE(f.document.experiment(), m_experiment);
    QCOMPARE(f.document.undoStack().count(), edits);
    QCOMPARE(f.run.run(), run);
    // And an undo there does not make another run.
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), run);
  }

  /// Requested like a dragged bar.
  void ofManyPlacesTheLastIsGoneTo() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    f.run.trainEpoch();
    QVERIFY(f.rests());
    for (std::int64_t step = 16; step >= 5; --step) f.run.goTo(0, step);
    QVERIFY(f.rests());
    Reference expected(m_experiment, m_dataset);
    QVERIFY(f.state() == expected.stepTo(5).trainer.state());
    // The next action takes place there.
    f.run.goTo(0, 9);
    f.run.goTo(0, 2);
    f.run.stepOnce();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 3);
  }

  void trainingGoesOnUntilPaused() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    std::vector<std::string> phases;
    connect(&f.run, &RunController::phaseChanged, this,
            [&](const engine::Phase& phase) { phases.push_back(engine::phaseName(phase)); });
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    QVERIFY(f.until([&] { return f.state().step > 20; }));
    QVERIFY(!f.run.isResting());
    f.run.pause();
    QVERIFY(f.rests());
    QCOMPARE(phases, (std::vector<std::string>{"running", "paused"}));
    const std::int64_t last = f.state().step;
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(last).trainer.state());
    QCOMPARE(f.run.history().train.size(), static_cast<std::size_t>(last));
    QCOMPARE(f.run.history().test.back().step, last);  // at rest the figures belong to these weights
  }

  void aResetGoesBackToTheSameFirstWeights() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const engine::RunState first = f.state();
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QVERIFY(!(f.state() == first));
    QSignalSpy replaced(&f.run, &RunController::runReplaced);
    f.run.reset();
    QVERIFY(f.rests());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == first);
    QVERIFY(f.run.history() == Reference(m_experiment, m_dataset).history);
  }

  void aLiveEditKeepsTheRun() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QSignalSpy replaced(&f.run, &RunController::runReplaced);
    QVERIFY(edit::setFrozen(f.document, 0, true));
    QVERIFY(edit::setLearningRate(f.document, 0.05));
    QVERIFY(f.rests());
    QCOMPARE(f.run.moment()->experiment(), f.document.experiment());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QCOMPARE(replaced.size(), 0);

    Reference expected(m_experiment, m_dataset);
    expected.stepTo(8);
    const auto frozen = expected.trainer.state().weights.head(6 * 5 + 5).eval();
    expected.trainer.setFrozen(0, true);
    expected.trainer.setLearningRate(0.05);
    expected.stepTo(16);
    QVERIFY(f.state() == expected.trainer.state());
    QVERIFY(f.state().weights.head(6 * 5 + 5) == frozen);
  }

  void aRebuildRestarts() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QSignalSpy replaced(&f.run, &RunController::runReplaced);
    QVERIFY(edit::setUnits(f.document, 0, 9));
    QVERIFY(f.rests());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(phaseOf(f.run), "idle");
    const Reference expected(f.document.experiment(), m_dataset);
    QVERIFY(f.state() == expected.trainer.state());
    QVERIFY(f.run.history() == expected.history);
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(8).trainer.state());
  }

  void aRebuildWhileTrainingGoesOnTraining() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    QVERIFY(edit::setSeed(f.document, 99));
    QVERIFY(f.until([&] { return f.run.moment()->experiment().seed == 99 && f.state().step > 20; }));
    QVERIFY(f.run.isTraining());
    f.run.pause();
    QVERIFY(f.rests());
    const auto steps = f.state().step;
    QVERIFY(f.state() == Reference(f.document.experiment(), m_dataset).stepTo(steps).trainer.state());
    QCOMPARE(f.run.history().train.size(), static_cast<std::size_t>(steps));
  }

  /// As when units are dragged: no edit may find the run between its start and its continuing.
  void manyRebuildsWhileTrainingAllGoOn() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    std::vector<std::string> phases;
    connect(&f.run, &RunController::phaseChanged, this,
            [&](const engine::Phase& phase) { phases.push_back(engine::phaseName(phase)); });
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    for (std::uint64_t seed = 2; seed <= 6; ++seed) {
      QVERIFY(edit::setSeed(f.document, seed));
      QVERIFY(f.until([&] { return f.run.moment()->experiment().seed == seed; }));
    }
    QVERIFY(f.until([&] { return f.state().step > 20; }));
    QCOMPARE(phases, (std::vector<std::string>{"running"}));
  }

  void otherDataBeginANewRun() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const auto other = m_folders.load(m_folders.b());
    QVERIFY(edit::setData(f.document, other));
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.b() && f.run.isResting(); }));
    QCOMPARE(f.run.moment()->network().inputs(), 9);
    QCOMPARE(f.run.moment()->network().outputs(), 4);
    QCOMPARE(f.run.moment()->input.values, engine::sample(other->test, 9, 0));
    f.document.undoStack().undo();
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.a() && f.run.isResting(); }));
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).trainer.state());
  }

  void aSavedRunGoesOnBitForBit() {
    RunFixture saved(m_experiment);
    QVERIFY(saved.load());
    saved.run.trainEpoch();
    QVERIFY(saved.rests());

    RunFixture f(tests::smallExperiment());
    f.run.open(m_experiment, m_dataset, RunController::Resume{saved.state(), saved.run.history()});
    QVERIFY(f.until([&] { return f.run.moment() != nullptr && f.run.isResting(); }));
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == saved.state());
    f.run.trainEpoch();
    saved.run.trainEpoch();
    QVERIFY(f.rests() && saved.rests());
    QCOMPARE(f.state().step, 16);
    QVERIFY(f.state() == saved.state());
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(16).trainer.state());
    QVERIFY(f.run.history() == saved.run.history());
  }

  void aSavedRunComesBackInPlaceOfTheOneThatTrains() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState saved = f.state();
    const History history = f.run.history();
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    engine::Experiment other = m_experiment;
    other.seed = 5;
    f.run.open(other, m_dataset);
    f.run.open(m_experiment, m_dataset, RunController::Resume{saved, history});
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == saved);
    QVERIFY(f.run.history() == history);
  }

  /// A project whose data cannot be found: what it holds is shown, and nothing else happens to it.
  void aSavedRunIsShownWithoutItsData() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    auto facts = std::make_shared<engine::Dataset>();
    facts->name = "moved";
    facts->shape = m_dataset->shape;
    facts->classNames = m_dataset->classNames;
    engine::Experiment experiment = m_experiment;
    experiment.data.name = "moved";
    const engine::RunState saved = Reference(m_experiment, m_dataset).stepTo(8).trainer.state();
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    f.run.open(experiment, facts, RunController::Resume{saved, {}});
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == saved);
    QVERIFY(!f.run.isStale());
    QSignalSpy needed(&f.run, &RunController::dataNeeded);
    f.run.train();
    f.run.stepOnce();
    f.run.reset();
    QCOMPARE(needed.count(), 3);
    QVERIFY(!edit::setSeed(f.document, 7));
    QVERIFY(!f.setParameter(0, 1));
    QVERIFY(f.state() == saved && f.run.newest()->state == saved);
    // Other data are an edit like any other, and undo returns to what was opened.
    QVERIFY(edit::setData(f.document, m_folders.load(m_folders.b())));
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.b() && f.run.isResting(); }));
    f.document.undoStack().undo();
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == "moved"; }));
    QVERIFY(f.state() == saved);
  }

  void theChosenInputFlowsThroughTheNetworkShown() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    int moments = 0;
    connect(&f.run, &RunController::momentChanged, this, [&](const MomentPtr& moment) {
      ++moments;
      QCOMPARE(moment.get(), f.run.moment());
    });
    const engine::Vector values = engine::Vector::Constant(6, 0.25);
    f.selection.setInput({.values = values, .target = 2, .testIndex = std::nullopt});
    QCOMPARE(moments, 1);  // at once: looking needs no training
    QVERIFY(f.run.isResting());
    const Moment& moment = *f.run.moment();
    const auto expected =
        engine::probe(moment.network(), moment.weights(), engine::Loss::CrossEntropy, values, 2);
    QCOMPARE(moment.input.values, values);
    QCOMPARE(moment.probe.trace.output(), expected.trace.output());
    QCOMPARE(*moment.probe.loss, *expected.loss);
    f.selection.setInput(
        {.values = engine::Vector::Zero(7), .target = std::nullopt, .testIndex = std::nullopt});
    QCOMPARE(moments, 2);  // it does not fit, so the first test sample takes its place
    QCOMPARE(f.run.moment()->input.testIndex, engine::Index{0});
  }

  void aMomentAndTheCurvesTellOfTheSameSteps() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    int moments = 0;
    int differing = 0;
    connect(&f.run, &RunController::momentChanged, this, [&](const MomentPtr& moment) {
      const engine::Snapshot& now = *moment->snapshot;
      const engine::History& history = f.run.history();
      if (!now.train || history.train.empty()) return;
      ++moments;
      differing += history.train.back() != *now.train;
      differing += now.test && !history.test.empty() && history.test.back() != *now.test;
    });
    f.run.setSpeed(500);
    f.run.train();
    QVERIFY(f.until([&] { return f.state().step >= 200; }));
    f.run.pause();
    QVERIFY(f.rests());
    QVERIFY(moments > 5);
    QCOMPARE(differing, 0);
  }

  void aSpeedLimitChangesNothingButTheSpeed() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.setSpeed(1e-4);  // the first step comes at once, the second in hours
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    f.run.pause();
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 1);
    f.run.setSpeed(500);
    f.run.train();
    QVERIFY(f.until([&] { return f.state().step >= 4; }));
    f.run.setSpeed(0);
    QVERIFY(f.until([&] { return f.state().step >= 40; }));
    f.run.pause();
    QVERIFY(f.rests());
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(f.state().step).trainer.state());
  }

  void divergenceStopsAndRests() {
    engine::Experiment wild = m_experiment;
    wild.training.loss = engine::Loss::MeanSquaredError;
    wild.training.optimizer = engine::Optimizer::Sgd;
    wild.training.learningRate = 1e6;
    for (auto& layer : wild.network.layers) layer.activation = engine::Activation::Linear;
    RunFixture f(wild);
    QVERIFY(f.load());
    f.run.train();
    QVERIFY(f.until([&] { return phaseOf(f.run) == "diverged"; }));
    QVERIFY(f.rests());
    QVERIFY(f.state().weights.allFinite());
    f.run.reset();
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "idle");
  }

  /// What is impossible is refused before anything changes, above all the trained run.
  void aRefusedDesignChangesNothing() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const engine::RunState before = f.state();
    const auto revision = f.run.newest()->revision;
    engine::Experiment large = m_experiment;
    large.network.layers.insert(large.network.layers.begin(), {.units = 50'000});
    large.network.layers[1].units = 50'000;
    const auto refused = f.document.commit("too large", large);
    QVERIFY(!refused.has_value());
    QVERIFY(tests::mentions(refused.error().text(), {"40,000,000"}) ||
            tests::mentions(refused.error().text(), {"40000000"}));
    QVERIFY(!edit::setLearningRate(f.document, -1));
    QCOMPARE(f.document.experiment(), m_experiment);
    QVERIFY(!f.document.undoStack().canUndo());
    QVERIFY(f.rests());
    QVERIFY(!f.run.isStale());
    QVERIFY(f.state() == before);
    QCOMPARE(f.run.newest()->revision, revision);
  }

  void aWeightSetByHandIsMeasuredInPlaceOfTheOldOne() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QSignalSpy replaced(&f.run, &RunController::historyReplaced);
    QVERIFY(!f.run.isStale());
    QVERIFY(f.setParameter(2, 1.5));
    QVERIFY(f.run.isStale());
    QVERIFY(f.rests());
    QVERIFY(!f.run.isStale());
    QCOMPARE(f.run.history().test.size(), std::size_t{1});
    QCOMPARE(f.run.history().test.back(), *f.run.moment()->snapshot->test);
    QCOMPARE(replaced.count(), 1);
  }

 private:
  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_run_controller, TestRunController)
#include "tst_run_controller.moc"
