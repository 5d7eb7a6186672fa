// SPDX-License-Identifier: GPL-3.0-or-later
// Where lanes lie, what is under a point, and where the next event is.
#include "ui/timeline/lane_layout.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::LaneMap;
using engine::TimelineMap;

namespace {

engine::TimelineEvent at(std::int64_t step) {
  return {.step = step, .change = engine::ParameterChange{}};
}

/// 0 ──┬─────── 100
///     └ 20 ──┬── 60
///            └ 40 ── 80
TimelineMap tree() {
  TimelineMap timeline;
  timeline.lanes = {LaneMap{.parent = {}, .begin = 0, .end = 100, .events = {at(10), at(30)}, .kept = {}},
                    LaneMap{.parent = 0, .begin = 20, .end = 60, .events = {at(20), at(50)}, .kept = {}},
                    LaneMap{.parent = 1, .begin = 40, .end = 80, .events = {at(40)}, .kept = {}}};
  timeline.lane = 2;
  timeline.step = 40;
  return timeline;
}

}  // namespace

class TestLaneLayout : public QObject {
  Q_OBJECT

 private slots:
  void stepsGoFromLeftToRight() {
    const TimelineMap timeline = tree();
    const LaneLayout layout(timeline, QRectF(10, 0, 200, 30));
    QCOMPARE(layout.lanes(), (std::vector<std::size_t>{0, 1, 2}));
    QCOMPARE(layout.x(0), 10.0);
    QCOMPARE(layout.x(100), 210.0);
    QCOMPARE(layout.x(50), 110.0);
    QCOMPARE(layout.y(0), 5.0);
    QCOMPARE(layout.y(2), 25.0);
  }

  void aPointIsAStepOfItsLane() {
    const TimelineMap timeline = tree();
    const LaneLayout layout(timeline, QRectF(10, 0, 200, 30));
    const auto place = layout.placeAt({110, 12});
    QCOMPARE(place.lane, 1U);
    QCOMPARE(place.step, 50);
    QCOMPARE(layout.placeAt({500, 12}).step, 60);  // its end
    QCOMPARE(layout.placeAt({-9, 99}).step, 0);
    QCOMPARE(layout.placeAt({-9, 99}).lane, 2U);
  }

  void aYoungRunDoesNotCreep() {
    TimelineMap timeline;
    timeline.lanes = {LaneMap{.parent = {}, .begin = 5, .end = 7, .events = {}, .kept = {}}};
    const LaneLayout layout(timeline, QRectF(0, 0, 100, 10));
    QCOMPARE(layout.x(5), 0.0);
    QCOMPARE(layout.x(15), 100.0);
  }

  void ofManyLanesTheWayToTheCursorIsShown() {
    TimelineMap timeline = tree();
    for (int i = 0; i < 5; ++i)
      timeline.lanes.push_back({.parent = 0, .begin = 90, .end = 95, .events = {}, .kept = {}});
    const LaneLayout layout(timeline, QRectF(0, 0, 100, 40));
    QCOMPARE(layout.lanes(), (std::vector<std::size_t>{0, 1, 2}));
    QCOMPARE(layout.hidden(), 5U);
    timeline.lane = 1;
    const LaneLayout other(timeline, QRectF(0, 0, 100, 40));
    QCOMPARE(other.lanes(), (std::vector<std::size_t>{0, 1, 7}));
    QCOMPARE(other.rowOf(7), 2U);
    QCOMPARE(other.rowOf(5), 3U);
  }

  void lanesThatWereTakenAwayAreNotShown() {
    TimelineMap timeline = tree();
    timeline.lane = 0;
    timeline.step = 10;
    timeline.lanes[1].isRemoved = timeline.lanes[2].isRemoved = true;
    timeline.lanes[0].end = 50;  // so that they would reach further
    const LaneLayout layout(timeline, QRectF(0, 0, 100, 40));
    QCOMPARE(layout.lanes(), (std::vector<std::size_t>{0}));
    QCOMPARE(layout.hidden(), 0U);
    QCOMPARE(layout.last(), 50);
  }

  void theBestTestIsALandmark() {
    TimelineMap timeline = tree();
    timeline.lanes[2].best = engine::TestMark{.step = 66, .loss = 0.5};
    timeline.lanes[0].best = engine::TestMark{.step = 90, .loss = 0.5};  // not on the path
    QCOMPARE(eventAfter(timeline), 66);
  }

  void aStepBelongsToTheLaneThatDidIt() {
    const TimelineMap timeline = tree();
    QCOMPARE(engine::ownerOf(timeline.lanes, 2, 40), 2U);
    QCOMPARE(engine::ownerOf(timeline.lanes, 2, 39), 1U);
    QCOMPARE(engine::ownerOf(timeline.lanes, 2, 19), 0U);
  }

  void theWayEndsWhereTheNextLaneLeft() {
    TimelineMap timeline = tree();
    QCOMPARE(wayEnd(timeline, 0), std::optional<std::int64_t>(20));
    QCOMPARE(wayEnd(timeline, 1), std::optional<std::int64_t>(40));
    QCOMPARE(wayEnd(timeline, 2), std::optional<std::int64_t>(40));
    timeline.step = 30;
    QCOMPARE(wayEnd(timeline, 1), std::optional<std::int64_t>(30));
    QVERIFY(!wayEnd(timeline, 2));
    timeline.lane = 0;
    QVERIFY(!wayEnd(timeline, 1));
  }

  void eventsOfTheWayAreFound() {
    TimelineMap timeline = tree();
    QCOMPARE(eventBefore(timeline), 20);  // neither 30 nor 50 is on the path
    QCOMPARE(eventAfter(timeline), 80);
    timeline.step = 20;
    QCOMPARE(eventBefore(timeline), 10);
    QCOMPARE(eventAfter(timeline), 40);
    timeline.step = 0;
    QCOMPARE(eventBefore(timeline), 0);
    timeline.step = 80;
    QCOMPARE(eventAfter(timeline), 80);
  }
};

PELLUCID_TEST(tst_lane_layout, TestLaneLayout)
#include "tst_lane_layout.moc"
