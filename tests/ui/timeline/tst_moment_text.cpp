// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a moment before one goes there.
#include "ui/timeline/moment_text.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Two lanes: 0 … 100, and from 40 to 80.
engine::TimelineMap twoLanes() {
  engine::TimelineMap map;
  map.lanes = {{.parent = std::nullopt, .begin = 0, .end = 100, .events = {}, .kept = {0, 32, 64, 96}},
               {.parent = 0, .begin = 40, .end = 80, .events = {}, .kept = {40, 64}}};
  return map;
}

}  // namespace

class TestMomentText : public QObject {
  Q_OBJECT

 private slots:
  void saysFromWhereAndHowLong() {
    const engine::TimelineMap map = twoLanes();
    QCOMPARE(momentText(map, 0, 64, 0.001), "Its weights are kept.");
    QCOMPARE(momentText(map, 0, 50, 0.001),
             "Its weights are trained again from those kept at step 32, which takes about 18 ms, and are the "
             "same to the last bit.");
    QVERIFY(momentText(map, 0, 50, 0.1).contains("about 1.8 s"));
    QVERIFY(momentText(map, 0, 50, 1e-5).contains("less than 1 ms"));
    QVERIFY(momentText(map, 0, 50, 0.9996 / 18).contains("about 1.0 s"));
    QVERIFY(momentText(map, 0, 50, 1).contains("about 18 s"));
    QVERIFY(momentText(map, 0, 50, 9.97 / 18).contains("about 10 s"));
    QVERIFY(momentText(map, 0, 50, 59.7 / 18).contains("about 1 minute"));
    QVERIFY(momentText(map, 0, 50, 10).contains("about 3 minute"));
    QVERIFY(momentText(map, 0, 50, std::nullopt).contains("from those kept at step 32, and are"));
  }

  /// What the parent keeps after the fork is on another path.
  void theWayOfALaneBeginsWithItsParents() {
    const engine::TimelineMap map = twoLanes();
    QVERIFY(momentText(map, 1, 50, std::nullopt).contains("step 40"));
    QVERIFY(momentText(map, 1, 39, std::nullopt).contains("step 32"));
    QVERIFY(momentText(map, 1, 79, std::nullopt).contains("step 64"));
    QCOMPARE(momentText(map, 1, 40, std::nullopt), "Its weights are kept.");
    engine::TimelineMap bare = map;
    bare.lanes[1].kept.clear();
    QVERIFY(momentText(bare, 1, 79, std::nullopt).contains("step 32"));
  }

  void saysWhatMemoryAndOtherComputersChange() {
    engine::TimelineMap map = twoLanes();
    map.isThinned = true;
    QVERIFY(momentText(map, 0, 50, 0.001).endsWith("is full, so they stand further apart."));
    QCOMPARE(momentText(map, 0, 64, 0.001), "Its weights are kept.");
    map.isThinned = false;
    map.lanes[0].elsewhere = 60;
    QVERIFY(momentText(map, 0, 50, 0.001).contains("recomputed from those kept at step 32"));
    QVERIFY(momentText(map, 0, 70, 0.001).contains("the same to the last bit"));
  }
};

PELLUCID_TEST(tst_moment_text, TestMomentText)
#include "tst_moment_text.moc"
