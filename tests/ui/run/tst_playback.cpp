// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/playback.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

/// Put together as in the window, except for the clock.
struct PlaybackFixture : RunFixture {
  explicit PlaybackFixture(const engine::Experiment& experiment) : RunFixture(experiment) {
    QObject::connect(&run, &RunController::momentChanged, &player, &StepPlayer::showMoment);
  }
  void choose(bool isTold) { actions[ActionId::SlowMotion].setChecked(isTold); }
  void trainOrPause() { actions[ActionId::Train].trigger(); }

  Actions actions;
  StepPlayer player{selection};
  SpeedControl speed;
  Playback playback{run, player, speed, actions};
};

}  // namespace

class TestPlayback : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = experimentOn(*m_dataset);
  }

  void trainsByItselfWhereNothingIsTold() {
    PlaybackFixture stage(m_experiment);
    QVERIFY(stage.load());
    QSignalSpy going(&stage.playback, &Playback::goingChanged);
    stage.trainOrPause();
    QVERIFY(stage.until([&] { return stage.state().step > 20; }));
    QVERIFY(stage.playback.isGoing());
    stage.trainOrPause();
    QVERIFY(stage.rests());
    QVERIFY(!stage.playback.isGoing());
    QCOMPARE(going.count(), 2);
    QVERIFY(!stage.player.isActive());
  }

  /// In slow motion: one real step each time the head has passed one, and no more.
  void tellsWhereItIsSlow() {
    PlaybackFixture stage(m_experiment);
    QVERIFY(stage.load());
    stage.choose(true);
    QVERIFY(stage.player.isActive() && !stage.playback.isGoing());
    stage.trainOrPause();
    QVERIFY(stage.player.isPlaying() && stage.playback.isGoing());
    QVERIFY(!stage.run.isTraining());
    stage.player.advance(stage.player.timeline().length() + 1);
    QVERIFY(stage.until([&] { return stage.player.view() && stage.player.view()->trace->before.step == 1; }));
    QVERIFY(stage.playback.isGoing());
    stage.trainOrPause();
    QVERIFY(!stage.playback.isGoing());
    QCOMPARE(stage.state().step, std::int64_t{1});
  }

  /// What is running continues from one mode to the other, and what rests stays at rest.
  void theSliderLeadsFromOneToTheOther() {
    PlaybackFixture stage(m_experiment);
    QVERIFY(stage.load());
    QSignalSpy going(&stage.playback, &Playback::goingChanged);
    stage.trainOrPause();
    QVERIFY(stage.until([&] { return stage.state().step > 3; }));
    while (!stage.speed.pace().isTold) stage.actions[ActionId::PlaySlower].trigger();
    QVERIFY(stage.actions[ActionId::SlowMotion].isChecked());
    QVERIFY(stage.playback.isGoing());
    QVERIFY(stage.until([&] { return stage.player.view().has_value(); }));
    const std::int64_t step = stage.state().step;
    QVERIFY(stage.player.isPlaying());
    while (stage.speed.pace().isTold) stage.actions[ActionId::PlayFaster].trigger();
    QVERIFY(!stage.actions[ActionId::SlowMotion].isChecked());
    QVERIFY(!stage.player.isActive());
    QVERIFY(stage.until([&] { return stage.state().step > step; }));
    QVERIFY(stage.playback.isGoing());
    QCOMPARE(going.count(), 1);  // it never paused
    stage.trainOrPause();
    QVERIFY(stage.rests());
    stage.choose(true);
    stage.choose(false);
    QVERIFY(!stage.playback.isGoing());
  }

  /// An epoch requested in slow motion can be stopped, too.
  void anEpochIsPaused() {
    PlaybackFixture stage(m_experiment);
    QVERIFY(stage.load());
    stage.speed.setStepsPerSecond(5);
    stage.choose(true);
    stage.choose(false);
    stage.run.trainEpoch();
    QVERIFY(stage.until([&] { return stage.run.isTraining(); }));
    QVERIFY(stage.playback.isGoing());
    stage.trainOrPause();
    QVERIFY(stage.rests());
    QVERIFY(stage.state().step < 8);
  }

 private:
  DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_playback, TestPlayback)
#include "tst_playback.moc"
