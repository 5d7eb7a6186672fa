// SPDX-License-Identifier: GPL-3.0-or-later
// Up to which step what was found on one lane holds on another: along a lane, to a child and back, and
// between children of one lane.
#include "ui/run/shared_way.h"

#include <QtTest>

#include "tests/support/window_test.h"

namespace {

using namespace pellucid;

/// Lane 1 leaves lane 0 after 50 steps, lane 2 after 100, and lane 3 leaves lane 1 after 70.
engine::Snapshot standingOn(std::size_t lane, std::int64_t step) {
  engine::Snapshot snapshot;
  snapshot.run = 1;
  snapshot.state.step = step;
  engine::TimelineMap& timeline = snapshot.timeline;
  timeline.lanes.resize(4);
  timeline.lanes[0].end = 200;
  const auto leave = [&](std::size_t which, std::size_t parent, std::int64_t begin) {
    timeline.lanes[which].parent = parent;
    timeline.lanes[which].begin = begin;
    timeline.lanes[which].end = 200;
  };
  leave(1, 0, 50);
  leave(2, 0, 100);
  leave(3, 1, 70);
  timeline.lane = lane;
  timeline.step = step;
  return snapshot;
}

class SharedWayTest : public QObject {
  Q_OBJECT

 private slots:
  void aLaneSharesAllOfItself() {
    QCOMPARE(ui::sharedUpTo(standingOn(1, 60), standingOn(1, 90)), std::optional<std::int64_t>(90));
  }
  void aChildAndItsParentShareWhatCameBefore() {
    QCOMPARE(ui::sharedUpTo(standingOn(0, 150), standingOn(1, 60)), std::optional<std::int64_t>(50));
    QCOMPARE(ui::sharedUpTo(standingOn(1, 60), standingOn(0, 150)), std::optional<std::int64_t>(50));
  }
  void twoChildrenShareUpToTheFirstThatLeft() {
    QCOMPARE(ui::sharedUpTo(standingOn(1, 60), standingOn(2, 120)), std::optional<std::int64_t>(50));
    QCOMPARE(ui::sharedUpTo(standingOn(3, 80), standingOn(2, 120)), std::optional<std::int64_t>(50));
    QCOMPARE(ui::sharedUpTo(standingOn(3, 80), standingOn(1, 90)), std::optional<std::int64_t>(70));
  }
  void anotherRunSharesNothing() {
    engine::Snapshot other = standingOn(0, 10);
    other.run = 2;
    QCOMPARE(ui::sharedUpTo(standingOn(0, 10), other), std::optional<std::int64_t>());
  }
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_shared_way, SharedWayTest)
#include "tst_shared_way.moc"
