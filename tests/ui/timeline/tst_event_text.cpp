// SPDX-License-Identifier: GPL-3.0-or-later
// What changes and lanes of a timeline are called.
#include "ui/timeline/event_text.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Experiment;

namespace {

template <class Edit>
engine::TimelineEvent eventOf(std::int64_t step, Edit edit) {
  const Experiment before = engine::seedExperiment();
  Experiment after = before;
  edit(after);
  return {.step = step,
          .change = engine::SettingChange{.before = std::make_shared<const Experiment>(before),
                                          .experiment = std::make_shared<const Experiment>(after)}};
}

template <class Edit>
QString text(Edit edit) {
  return eventText(eventOf(1, edit));
}

}  // namespace

class TestEventText : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatWasChanged() {
    QCOMPARE(text([](Experiment& e) { e.training.learningRate = 0.01; }), "rate × 10");
    QCOMPARE(text([](Experiment& e) { e.training.learningRate = 0.0001; }), "rate ÷ 10");
    QCOMPARE(text([](Experiment& e) { e.training.learningRate = 0.0015; }), "rate 0.0015");
    QCOMPARE(text([](Experiment& e) { e.network.layers[0].frozen = true; }), "Hidden 1 frozen");
    QCOMPARE(text([](Experiment& e) { e.network.layers[1].rateFactor = 0.1; }), "Output's rate × 0.10");
    QCOMPARE(text([](Experiment& e) { e.training.stopping.epochs = 5; }), "Epochs 5");
    QCOMPARE(text([](Experiment& e) {
               e.training.learningRate = 0.01;
               e.network.layers[0].frozen = true;
             }),
             "rate × 10 and 1 more");
    QCOMPARE(eventText({.step = 3, .change = engine::ParameterChange{}}), "a weight set by hand");
    engine::Diverged diverged;
    diverged.explanation = engine::Message::untranslated("The loss exploded.");
    QCOMPARE(eventText({.step = 3, .change = diverged}), "the next step diverged. The loss exploded.");
    QCOMPARE(eventText({.step = 3, .change = engine::Bookmark{"look here"}}), "look here");
    QCOMPARE(eventText({.step = 3, .change = engine::Bookmark{}}), "a bookmark");
  }

  void aLaneIsCalledByItsFirstChange() {
    engine::TimelineMap timeline;
    timeline.lanes.push_back({.parent = {}, .begin = 0, .end = 3000, .events = {}, .kept = {}});
    timeline.lanes.push_back({.parent = 0,
                              .begin = 1200,
                              .end = 2000,
                              .events = {eventOf(1200, [](Experiment& e) { e.training.learningRate *= 10; })},
                              .kept = {}});
    QCOMPARE(laneText(timeline, 0), "as it began");
    QCOMPARE(laneText(timeline, 1), "rate × 10 at 1,200");
    // A bookmark there is not a change, and a name takes precedence over all of them.
    timeline.lanes[1].events.insert(timeline.lanes[1].events.begin(),
                                    {.step = 1200, .change = engine::Bookmark{"note"}});
    QCOMPARE(laneText(timeline, 1), "rate × 10 at 1,200");
    QCOMPARE(bookmarkAt(timeline, 1, 1200)->note, "note");
    QVERIFY(bookmarkAt(timeline, 1, 1199) == nullptr);
    timeline.lanes[1].name = "faster";
    QCOMPARE(laneText(timeline, 1), "faster");
  }
};

PELLUCID_TEST(tst_event_text, TestEventText)
#include "tst_event_text.moc"
