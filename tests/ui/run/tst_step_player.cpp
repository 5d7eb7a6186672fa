// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_player.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/run_fixture.h"
#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

/// The run and a player that drives it, put together as in the window.
struct Stage : RunFixture {
  explicit Stage(const engine::Experiment& experiment) : RunFixture(experiment), player(selection) {
    QObject::connect(&run, &RunController::momentChanged, &player, &StepPlayer::showMoment);
    QObject::connect(&player, &StepPlayer::stepRequested, &run, &RunController::stepOnce);
    QObject::connect(&player, &StepPlayer::backRequested, &run, &RunController::stepBack);
    QObject::connect(&player, &StepPlayer::epochRequested, &run, &RunController::trainEpoch);
  }
  /// Loads, and stages the first step.
  bool begin() {
    if (!load()) return false;
    player.setActive(true);
    return player.view().has_value();
  }
  bool isAt(std::int64_t step) {
    return until([&] { return player.view() && player.view()->trace->before.step == step; });
  }
  StepPlayer player;
};

}  // namespace

class TestStepPlayer : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = experimentOn(*m_dataset);
  }

  void switchedOffItComputesNothing() {
    Stage stage(m_experiment);
    QVERIFY(stage.load());
    QVERIFY(!stage.player.view());
    stage.player.play();
    QVERIFY(!stage.player.isPlaying());
  }

  void whereNoStepCanBeComputedItSaysWhy() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    const engine::RunState state = stage.state();
    engine::Dataset none = *m_dataset;
    none.train = {};
    stage.run.open(m_experiment, std::make_shared<const engine::Dataset>(none),
                   RunController::Resume{.state = state, .history = {}});
    QVERIFY(stage.until([&] { return !stage.player.view(); }));
    QVERIFY(stage.player.problem().contains("Locate the data"));

    engine::RunState broken = state;
    broken.weights[3] = std::numeric_limits<engine::Scalar>::infinity();
    stage.run.open(m_experiment, m_dataset, RunController::Resume{.state = broken, .history = {}});
    QVERIFY(stage.until([&] { return stage.player.problem().contains("inf"); }));
    QVERIFY(!stage.player.view());
    QVERIFY(stage.setParameter(3, 0.25));
    QVERIFY(stage.isAt(0));
    QVERIFY(stage.player.problem().isEmpty());
  }

  void timeMovesTheHeadBySpeed() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.advance(100);
    QCOMPARE(stage.player.position(), 0.0);
    stage.player.play();
    stage.player.advance(100);
    const double once = stage.player.position();
    QVERIFY(once > 0);
    stage.player.setPace({.isTold = true, .times = 4});
    stage.player.advance(100);
    QVERIFY(std::abs(stage.player.position() - 5 * once) < 1e-9);
    stage.player.pause();
    stage.player.advance(100);
    QVERIFY(std::abs(stage.player.position() - 5 * once) < 1e-9);
    // At two steps a second, a tenth of a second covers a fifth of whatever the step shows.
    stage.player.setPosition(0);
    stage.player.setPace({.isTold = true, .stepsPerSecond = 2});
    stage.player.play();
    stage.player.advance(100);
    QVERIFY(std::abs(stage.player.position() - 0.2) < 1e-9);
  }

  void withReducedMotionStillPicturesFollowEachOther() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.setReducedMotion(true);
    QSignalSpy changed(&stage.player, &StepPlayer::changed);
    stage.player.play();
    QCOMPARE(changed.count(), 1);
    int pictures = 0;
    for (const Beat& beat : stage.player.timeline().beats()) pictures += beat.stills();
    const double length = stage.player.timeline().length();
    changed.clear();
    std::vector<std::pair<double, double>> seen;
    for (double time = 0; time + 1 < length; ++time) {
      const StepView view = *stage.player.view();
      QVERIFY(view.isStill);
      const std::pair at{view.beat.begin, view.progress};
      if (seen.empty() || seen.back() != at) seen.push_back(at);
      stage.player.advance(1);
    }
    QCOMPARE(static_cast<int>(seen.size()), pictures);
    QCOMPARE(changed.count(), pictures - 1);  // nothing is reported, or painted, in between
  }

  void passingTheEndTrainsExactlyOneStep() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    QSignalSpy asked(&stage.player, &StepPlayer::stepRequested);
    const auto expected = stage.player.view()->trace->after;
    stage.player.play();
    stage.player.advance(1e9);
    stage.player.advance(1e9);  // while waiting it requests nothing more
    QCOMPARE(asked.count(), 1);
    QVERIFY(stage.isAt(1));
    QVERIFY(stage.rests());
    QVERIFY(stage.state() == expected);
    QCOMPARE(stage.player.position(), 0.0);
    QVERIFY(stage.player.isPlaying());
  }

  void stagedStepsAndFastOnesEndInTheSameBits() {
    constexpr int kSteps = 12;
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.setGranularity(Granularity::Batch);
    for (int i = 1; i <= kSteps; ++i) {
      stage.player.setPosition(0.3 * (i % 3));
      stage.player.setSample(i);
      stage.player.forward();
      QVERIFY(stage.isAt(i));
    }
    QVERIFY(stage.rests());
    engine::Trainer fast = engine::Trainer::create(m_experiment, m_dataset).value();
    for (int i = 0; i < kSteps; ++i) fast.step();
    QVERIFY(stage.state() == fast.state());
  }

  void aLargeNetworkIsTracedElsewhereAndTheHeadWaits() {
    constexpr int kSteps = 5;
    engine::Experiment large = m_experiment;
    large.network.layers[0].units = 900;
    large.network.layers.insert(large.network.layers.begin() + 1,
                                engine::dense(700, engine::Activation::Tanh));
    Stage stage(large);
    QVERIFY(stage.load());
    QVERIFY(!StepTracer::isSmall(stage.run.moment()->network(), large.training.batchSize));
    stage.player.setActive(true);
    QVERIFY(!stage.player.view());
    stage.player.forward();  // nothing is staged yet, so nothing is done
    QVERIFY(stage.isAt(0));
    QSignalSpy asked(&stage.player, &StepPlayer::stepRequested);
    stage.player.setGranularity(Granularity::Batch);
    for (int i = 1; i <= kSteps; ++i) {
      stage.player.forward();
      stage.player.forward();  // it waits for the first
      QVERIFY(stage.isAt(i));
      QVERIFY(stage.player.view()->trace->before == stage.state());
    }
    QCOMPARE(asked.count(), kSteps);
    stage.player.back();
    QVERIFY(stage.isAt(kSteps - 1));
    QVERIFY(stage.rests());
    engine::Trainer fast = engine::Trainer::create(large, m_dataset).value();
    for (int i = 0; i < kSteps - 1; ++i) fast.step();
    QVERIFY(stage.state() == fast.state());

    stage.player.forward();
    stage.player.setActive(false);  // what is still being computed is not shown
    QVERIFY(stage.rests());
    QVERIFY(!stage.player.view());
  }

  void backGoesOverTheBeginningToExactlyTheStepBefore() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.setGranularity(Granularity::Phase);
    stage.player.back();  // nothing comes before the first step
    QCOMPARE(stage.player.position(), 0.0);
    const auto first = stage.player.view()->trace->before;
    while (stage.player.position() < 1) stage.player.forward();
    stage.player.forward();
    QVERIFY(stage.isAt(1));
    stage.player.back();
    QVERIFY(stage.isAt(0));
    QCOMPARE(stage.player.position(), 1.0);
    QVERIFY(stage.player.view()->trace->before == first);
    QVERIFY(stage.rests());
    QVERIFY(stage.state() == first);
    QCOMPARE(stage.run.history().train.size(), 1U);  // the step is still there to go to
    stage.run.goTo(0, 1);
    QVERIFY(stage.rests());
    QCOMPARE(stage.state().step, 1);
  }

  void epochsGoToTheirEndAndBack() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.setGranularity(Granularity::Epoch);
    stage.player.forward();
    QVERIFY(stage.isAt(8));
    stage.player.back();
    QVERIFY(stage.isAt(0));
    QCOMPARE(stage.player.position(), 0.0);
  }

  void theChosenSampleFlowsThroughTheNetwork() {
    Stage stage(m_experiment);
    QVERIFY(stage.load());
    stage.navigator.show(3);
    const Input before = stage.selection.input();
    stage.player.setActive(true);
    const auto view = stage.player.view();
    QVERIFY(view);
    QCOMPARE(*stage.selection.input().trainIndex, view->trainIndex());
    stage.player.setGranularity(Granularity::Sample);
    stage.player.forward();
    QCOMPARE(stage.player.sample(), 1);
    QCOMPARE(stage.selection.input().values, engine::Vector(view->trace->passes.input.col(1)));
    QCOMPARE(*stage.selection.input().target, m_dataset->train.labels[view->trace->samples[1]]);
    QVERIFY(stage.player.view()->trace == view->trace);  // another sample is not another step
    stage.player.back();
    stage.player.back();
    QCOMPARE(stage.player.sample(), view->trace->batchSize() - 1);
    stage.player.setActive(false);
    QCOMPARE(stage.selection.input().values, before.values);
    QCOMPARE(*stage.selection.input().testIndex, 3);
  }

  void anEditOfTheSameStepKeepsTheHead() {
    Stage stage(m_experiment);
    QVERIFY(stage.begin());
    stage.player.setPosition(0.5);
    QVERIFY(edit::setFrozen(stage.document, 0, true));
    QVERIFY(stage.until([&] { return engine::isFrozen(*stage.player.view()->trace, 0); }));
    QVERIFY(stage.player.position() > 0.3);
  }

  void aStepThatDivergesIsNotDone() {
    engine::Experiment experiment = m_experiment;
    experiment.training.learningRate = 1e6;
    Stage stage(experiment);
    QVERIFY(stage.begin());
    stage.player.setGranularity(Granularity::Batch);
    for (int i = 1; i < 50 && stage.player.problem().isEmpty(); ++i) {
      stage.player.forward();
      QVERIFY(stage.isAt(i));
    }
    QVERIFY(!stage.player.problem().isEmpty());
    QSignalSpy asked(&stage.player, &StepPlayer::stepRequested);
    stage.player.forward();
    stage.player.play();
    QCOMPARE(asked.count(), 0);
    QVERIFY(!stage.player.isPlaying());
  }

 private:
  DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_step_player, TestStepPlayer)
#include "tst_step_player.moc"
