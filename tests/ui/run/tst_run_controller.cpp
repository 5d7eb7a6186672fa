// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/run_fixture.h"
#include "tests/support/test_program.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::History;
using engine::HistoryPoint;
using engine::Trainer;
using tests::RunFixture;

namespace {

/// What a run must have done, step by step, on the textbook loop.
struct Reference {
  Reference(const engine::Experiment& experiment, const engine::DatasetPtr& dataset)
      : trainer(Trainer::create(experiment, dataset).value()) {
    evaluate();
  }
  /// Measures as a session does in its first epoch: after steps that are powers of two, and at the end.
  Reference& stepTo(std::int64_t last) {
    while (trainer.state().step < last) {
      const auto metrics = std::get<engine::Metrics>(trainer.step());
      const std::int64_t step = trainer.state().step;
      history.train.push_back({.step = step, .metrics = metrics});
      if ((step & (step - 1)) == 0 || step % trainer.stepsPerEpoch() == 0) evaluate();
    }
    return *this;
  }
  void evaluate() {
    history.test.push_back({.step = trainer.state().step, .metrics = trainer.evaluateTest()});
  }

  Trainer trainer;
  History history;
};

std::string phaseOf(const RunController& run) {
  return engine::phaseName(run.phase());
}

}  // namespace

class TestRunController : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = tests::experimentOn(*m_dataset);
  }

  void goesBackToARunThatWasGivenUp() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QSignalSpy givenUp(&f.run, &RunController::runGivenUp);
    edit::setSeed(f.document, 5);  // nothing was learned yet, so nothing is remembered
    QVERIFY(f.rests());
    QCOMPARE(givenUp.count(), 0);

    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState trained = f.run.moment()->snapshot->state;
    const History history = f.run.history();
    QVERIFY(edit::addLayer(f.document, 0));
    QVERIFY(f.rests());
    QCOMPARE(givenUp.count(), 1);
    QCOMPARE(givenUp.first().first().toLongLong(), qint64{trained.step});
    QCOMPARE(f.run.moment()->snapshot->state.step, std::int64_t{0});

    f.run.goBack();
    QVERIFY(f.rests());
    QVERIFY(f.run.moment()->snapshot->state == trained);
    QVERIFY(f.run.history() == history);
    QCOMPARE(f.document.experiment().network.layers.size(), std::size_t{2});
    f.run.goBack();  // it is the current run already
    QVERIFY(f.run.moment()->snapshot->state == trained);
  }

  void aWeightSetByHandPausesAndIsGoneBackFromByHand() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    f.run.setParameter(4, 0.5);
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "paused");
    engine::RunState expected = trained;
    expected.weights[4] = engine::Scalar(0.5);
    QVERIFY(f.state() == expected);
    QVERIFY(f.document.undoStack().count() == 0);
    f.run.setParameter(4, static_cast<double>(trained.weights[4]));
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
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

  void goingBackDropsThePointsOfTheWayNotTaken() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QSignalSpy replaced(&f.run, &RunController::historyReplaced);
    f.run.stepBack(5);
    QVERIFY(f.rests());
    Reference expected(m_experiment, m_dataset);
    QVERIFY(f.state() == expected.stepTo(3).trainer.state());
    QCOMPARE(replaced.count(), 1);
    QVERIFY(f.run.history().train == expected.history.train);
    for (const engine::HistoryPoint& point : f.run.history().test) QVERIFY(point.step <= 3);
    f.run.stepOnce();
    QVERIFY(f.rests());
    QVERIFY(f.run.history().train == expected.stepTo(4).history.train);
    QCOMPARE(replaced.count(), 1);
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
    QCOMPARE(f.run.history().test.back().step, last);  // at rest the numbers belong to these weights
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
    edit::setFrozen(f.document, 0, true);
    edit::setLearningRate(f.document, 0.05);
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
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).trainer.state());
  }

  void aRebuildWhileTrainingGoesOnTraining() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    edit::setSeed(f.document, 99);
    QVERIFY(f.until([&] { return f.run.moment()->experiment().seed == 99 && f.state().step > 20; }));
    QVERIFY(f.run.isTraining());
    f.run.pause();
    QVERIFY(f.rests());
    const auto steps = f.state().step;
    QVERIFY(f.state() == Reference(f.document.experiment(), m_dataset).stepTo(steps).trainer.state());
    QCOMPARE(f.run.history().train.size(), static_cast<std::size_t>(steps));
  }

  /// As when units are dragged: no edit may find the run between its start and its going on.
  void manyRebuildsWhileTrainingAllGoOn() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    std::vector<std::string> phases;
    connect(&f.run, &RunController::phaseChanged, this,
            [&](const engine::Phase& phase) { phases.push_back(engine::phaseName(phase)); });
    f.run.train();
    QVERIFY(f.until([&] { return f.run.isTraining(); }));
    for (std::uint64_t seed = 2; seed <= 6; ++seed) {
      edit::setSeed(f.document, seed);
      QVERIFY(f.until([&] { return f.run.moment()->experiment().seed == seed; }));
    }
    QVERIFY(f.until([&] { return f.state().step > 20; }));
    QCOMPARE(phases, (std::vector<std::string>{"running"}));
  }

  void otherDataBeginANewRun() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const auto other = m_folders.load(m_folders.b());
    edit::setData(f.document, *other);
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.b() && f.run.isResting(); }));
    QCOMPARE(f.run.moment()->network().inputs(), 9);
    QCOMPARE(f.run.moment()->network().outputs(), 4);
    QCOMPARE(f.run.moment()->input.values, engine::sample(other->test, 9, 0));
    f.document.undoStack().undo();
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.a() && f.run.isResting(); }));
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).trainer.state());
  }

  /// The network may have changed while the data were away.
  void comingBackToTheFirstDataBeginsANewRunToo() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    engine::Experiment elsewhere = m_experiment;
    elsewhere.data.name = "nowhere";
    elsewhere.network.layers[0].units = 11;
    QSignalSpy failed(&f.library, &DatasetLibrary::failed);
    f.document.replace(elsewhere);
    QVERIFY(f.until([&] { return failed.size() == 1; }));
    edit::setData(f.document, *m_dataset);
    QVERIFY(f.until([&] { return f.run.moment()->network().layer(0).outputs() == 11; }));
    QVERIFY(f.rests());
    QCOMPARE(f.run.moment()->experiment(), f.document.experiment());
  }

  void dataThatOthersAskForAreNotThisRuns() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QSignalSpy replaced(&f.run, &RunController::runReplaced);
    QSignalSpy loaded(&f.library, &DatasetLibrary::loaded);
    f.library.request(m_folders.b());
    QVERIFY(f.until([&] { return loaded.size() == 1; }));
    f.library.request(m_folders.a());
    QCOMPARE(loaded.size(), 2);
    QCOMPARE(replaced.size(), 0);
    QVERIFY(f.run.isResting());
  }

  void aSavedRunGoesOnBitForBit() {
    RunFixture saved(m_experiment);
    QVERIFY(saved.load());
    saved.run.trainEpoch();
    QVERIFY(saved.rests());

    RunFixture f(tests::smallExperiment());
    f.document.replace(m_experiment);
    f.run.resume(saved.state(), saved.run.history());
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
    f.document.replace(other);
    f.document.replace(m_experiment);
    f.run.resume(saved, history);
    QVERIFY(f.rests());
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == saved);
    QVERIFY(f.run.history() == history);
  }

  /// A state that waits for its data must not fall into another run.
  void aSavedRunEndsWithItsData() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    engine::Experiment elsewhere = m_experiment;
    elsewhere.data.name = "nowhere";
    QSignalSpy failed(&f.library, &DatasetLibrary::failed);
    f.document.replace(elsewhere);
    f.run.resume(Reference(m_experiment, m_dataset).stepTo(8).trainer.state(), {});
    QVERIFY(f.until([&] { return failed.size() == 1; }));
    const auto other = m_folders.load(m_folders.b());
    edit::setData(f.document, *other);
    QVERIFY(f.until([&] { return f.run.moment()->dataset->name == m_folders.b() && f.run.isResting(); }));
    QCOMPARE(phaseOf(f.run), "idle");
    QVERIFY(f.state() == Reference(f.document.experiment(), other).trainer.state());
  }

  void theChosenInputFlowsThroughTheNetworkShown() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    int moments = 0;
    connect(&f.run, &RunController::momentChanged, this, [&](const Moment& moment) {
      ++moments;
      QCOMPARE(&moment, f.run.moment());
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
    QCOMPARE(moments, 1);  // does not fit
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

  void aRefusedExperimentSaysWhyAndRests() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    const engine::RunState before = f.state();
    QVERIFY(edit::addLayer(f.document, 0));
    QVERIFY(edit::setUnits(f.document, 0, engine::kMaxUnits));
    QVERIFY(edit::setUnits(f.document, 1, engine::kMaxUnits));  // 10^10 weights
    QVERIFY(f.until([&] { return phaseOf(f.run) == "failed"; }));
    QVERIFY(tests::mentions(std::get<engine::Failed>(f.run.phase()).message, {"weights"}) ||
            tests::mentions(std::get<engine::Failed>(f.run.phase()).message, {"parameters"}));
    QVERIFY(f.rests());
    while (f.document.undoStack().canUndo()) f.document.undoStack().undo();
    QVERIFY(f.until([&] { return phaseOf(f.run) == "idle"; }));
    QVERIFY(f.rests());
    QVERIFY(f.state() == before);
  }

  void aWeightSetByHandIsMeasuredInPlaceOfTheOldOne() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QSignalSpy replaced(&f.run, &RunController::historyReplaced);
    QVERIFY(!f.run.isStale());
    f.run.setParameter(2, 1.5);
    QVERIFY(f.run.isStale());
    QVERIFY(f.rests());
    QVERIFY(!f.run.isStale());
    QCOMPARE(f.run.history().test.size(), std::size_t{1});
    QCOMPARE(f.run.history().test.back(), *f.run.moment()->snapshot->test);
    QCOMPARE(replaced.count(), 1);
  }

  void aRunThatFailsInMidTrainingRests() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.train();
    QVERIFY(f.until([&] { return f.state().step > 20; }));
    edit::setLearningRate(f.document, -1);
    QVERIFY(f.until([&] { return phaseOf(f.run) == "failed"; }));
    QVERIFY(f.rests());
  }

 private:
  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_TEST_IN(QApplication, tst_run_controller, TestRunController)
#include "tst_run_controller.moc"
