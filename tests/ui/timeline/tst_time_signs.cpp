// SPDX-License-Identifier: GPL-3.0-or-later
// What was found stands on the bar of time where it began, for the mouse and for the keys.
#include "ui/timeline/time_signs.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "ui/timeline/time_bar.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// 200 steps, the cursor at 120.
Moment signedMoment() {
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->timeline.lanes = {{.parent = {}, .begin = 0, .end = 200, .events = {}, .kept = {0}}};
  snapshot->timeline.step = 120;
  snapshot->stepsPerEpoch = 50;
  return {.snapshot = std::move(snapshot), .dataset = nullptr, .input = {}, .probe = {}};
}

std::vector<TimeSign> twoSigns() {
  return {{.step = 50, .kind = SignKind::Warning, .text = "Slow."},
          {.step = 150, .kind = SignKind::Alarm, .text = "Dead."}};
}

}  // namespace

class TestTimeSigns : public QObject {
  Q_OBJECT

 private slots:
  void thePlaceIsWhereTheLaneHasTheStep() {
    engine::TimelineMap timeline = signedMoment().snapshot->timeline;
    timeline.lanes.push_back({.parent = 0, .begin = 100, .end = 180, .events = {}, .kept = {}});
    timeline.lane = 1;
    const LaneLayout layout(timeline, QRectF(0, 0, 400, 27));
    TimeSigns signs;
    signs.set(twoSigns());
    // Before the branch on the first lane, after it on the second.
    QCOMPARE(signs.at({layout.x(50), layout.y(layout.rowOf(0))}, timeline, layout),
             std::optional(std::size_t{0}));
    QCOMPARE(signs.at({layout.x(150), layout.y(layout.rowOf(1))}, timeline, layout),
             std::optional(std::size_t{1}));
    QVERIFY(!signs.at({layout.x(100), layout.y(0)}, timeline, layout));
    QCOMPARE(signs.atStep(150), std::optional(std::size_t{1}));
    QVERIFY(!signs.atStep(149));
  }

  void keysStopAtWhatIsNearest() {
    TimeSigns signs;
    signs.set(twoSigns());
    QCOMPARE(signs.before(120, 0), 50);
    QCOMPARE(signs.before(120, 90), 90);
    QCOMPARE(signs.before(40, 40), 40);
    QCOMPARE(signs.after(120, 200), 150);
    QCOMPARE(signs.after(120, 130), 130);
    QCOMPARE(signs.after(180, 180), 180);
  }

  void theBarTellsAndAsks() {
    TimeBar bar;
    bar.resize(424, bar.sizeHint().height());
    bar.showMoment(signedMoment());
    const QImage without = bar.grab().toImage();
    bar.setSigns(twoSigns());
    const QImage with = bar.grab().toImage();
    const Theme& theme = themeOf(bar);
    QVERIFY(tests::countColour(with, theme.wrong) >= tests::countColour(without, theme.wrong) + 15);
    QVERIFY(tests::countColour(with, theme.positive) >= tests::countColour(without, theme.positive) + 4);

    QSignalSpy pressed(&bar, &TimeBar::signPressed);
    QSignalSpy wanted(&bar, &TimeBar::wanted);
    const int y = bar.height() - 3 - 6;                     // below the lane
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {312, y});  // step 150 of 200 on 400 pixels
    QCOMPARE(pressed.takeLast(), QVariantList{QVariant::fromValue(std::size_t{1})});
    QCOMPARE(wanted.count(), 0);
    QTest::keyClick(&bar, Qt::Key_Return);
    QCOMPARE(pressed.count(), 0);  // none at the cursor
    QTest::keyClick(&bar, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(wanted.takeLast().at(1), QVariant::fromValue(std::int64_t{50}));
    Moment there = signedMoment();
    auto snapshot = std::make_shared<engine::Snapshot>(*there.snapshot);
    snapshot->timeline.step = 50;
    there.snapshot = std::move(snapshot);
    bar.showMoment(there);
    QTest::keyClick(&bar, Qt::Key_Return);
    QCOMPARE(pressed.takeLast(), QVariantList{QVariant::fromValue(std::size_t{0})});
  }
};

PELLUCID_WINDOW_TEST(tst_time_signs, TestTimeSigns)
#include "tst_time_signs.moc"
