// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline as a value goes on in another session as it would have where it was taken.
#include "engine/train/timeline_record.h"

#include <QtTest>

#include "tests/support/recorded_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestTimelineRecord : public QObject {
  Q_OBJECT

 private slots:
  void isResumedBitForBit() {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
      Random random(seed, "resumed");
      RecordedRun run(smallExperiment(), memoryFor(seed % 2 == 0 ? 6 : 200));
      run.train(30);
      for (int i = 0; i < 15; ++i) liveOn(run, random);
      const TimelineRecord record = Timeline::thinned(run.timeline.record(), memoryFor(8), 5);
      RecordedRun again(run, record, run.trainer.state());
      QCOMPARE(again.timeline.lane(), run.timeline.lane());
      QCOMPARE(again.timeline.step(), run.timeline.step());
      for (int i = 0; i < 15; ++i) liveOn(again, random);
      QVERIFY2(!QTest::currentTestFailed(), std::to_string(seed).c_str());
    }
  }

  void thinningKeepsTheBeginningAndTheEvents() {
    RecordedRun run(smallExperiment());
    run.train(17);
    run.setRate(0.1);
    run.train(100);
    const TimelineRecord thin = Timeline::thinned(run.timeline.record(), memoryFor(8), 6);
    const auto& kept = thin.lanes[0].kept;
    QVERIFY(kept.size() <= 6 && kept.size() >= 3);
    QCOMPARE(kept.front().state->step, 0);
    const auto isEvent = [](const KeptState& state) { return state.state->step == 17 && state.isEvent; };
    QVERIFY(std::ranges::any_of(kept, isEvent));
  }

  /// As when the command line continues training, which keeps no timeline.
  void goesOnWithoutATimeline() {
    RecordedRun run(smallExperiment());
    run.train(10);
    TimelineRecord record = run.timeline.record();
    record.histories = {{}};
    goOn(record, run.trainer.experiment(), 25);
    QCOMPARE(record.lanes.size(), 1U);
    QCOMPARE(record.lanes[0].end, 25);
    // From the past, with another rate: a separate lane.
    record.step = 4;
    Experiment other = run.trainer.experiment();
    other.training.learningRate = 0.5;
    goOn(record, other, 9);
    QCOMPARE(record.lanes.size(), 2U);
    QCOMPARE(record.lane, 1U);
    QCOMPARE(record.lanes[1].begin, 4);
    QCOMPARE(record.lanes[1].end, 9);
    QCOMPARE(settingAt(record, 1, 9)->training.learningRate, 0.5);
    QCOMPARE(settingAt(record, 0, 25)->training.learningRate, smallExperiment().training.learningRate);
    QCOMPARE(record.histories.size(), 2U);
    // And gives the same steps as one with a timeline.
    Trainer trainer = Trainer::create(other, syntheticDataset()).value();
    QVERIFY(trainer.restore(run.at(0, 4)).has_value());
    for (int i = 0; i < 5; ++i) QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    const RunState there = trainer.state();
    Timeline timeline;
    timeline.resume(record, trainer);
    timeline.goTo(trainer, 0, 25);
    timeline.goTo(trainer, 1, 9);
    QVERIFY(trainer.state() == there);
  }

  /// What does not take effect at once, such as the place of the data, comes from the continued run.
  void settingsTakeOverWhatActsAtOnce() {
    Experiment base = smallExperiment();
    base.data.name = "elsewhere";
    Experiment live = smallExperiment();
    live.training.learningRate = 0.25;
    live.network.layers[1].frozen = true;
    live.network.layers[0].rateFactor = 3;
    const Experiment both = withLiveSettings(base, live);
    QCOMPARE(both.data.name, std::string("elsewhere"));
    QCOMPARE(both.training.learningRate, 0.25);
    QVERIFY(both.network.layers[1].frozen);
    QCOMPARE(both.network.layers[0].rateFactor, 3.0);
    QVERIFY(compare(base, both) == Change::Live);
  }

  void settingsOfOtherLanesDoNotCount() {
    TimelineMap timeline;
    timeline.lanes = {
        {.parent = {},
         .begin = 0,
         .end = 300,
         .events = {{.step = 40, .change = SettingChange{}}, {.step = 200, .change = SettingChange{}}},
         .kept = {}},
        {.parent = 0,
         .begin = 100,
         .end = 180,
         .events = {{.step = 120, .change = ParameterChange{}}, {.step = 130, .change = Bookmark{}}},
         .kept = {}}};
    timeline.lane = 1;
    timeline.step = 150;
    QCOMPARE(settingsSince(timeline), 120);
    timeline.step = 110;
    QCOMPARE(settingsSince(timeline), 40);
    timeline.lane = 0;
    timeline.step = 300;
    QCOMPARE(settingsSince(timeline), 200);
    QCOMPARE(settingsSince(TimelineMap()), 0);
  }
};

PELLUCID_TEST(tst_timeline_record, TestTimelineRecord)
#include "tst_timeline_record.moc"
