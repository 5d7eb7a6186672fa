// SPDX-License-Identifier: GPL-3.0-or-later
// The bar says where somebody wants to go, by mouse and by keys, and shows where the run is.
#include "ui/timeline/time_bar.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolTip>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// 200 steps, and another lane from 100 to 150; the cursor is at 120 of the first.
Moment moment() {
  auto snapshot = std::make_shared<engine::Snapshot>();
  engine::TimelineMap& timeline = snapshot->timeline;
  timeline.lanes = {{.parent = {}, .begin = 0, .end = 200, .events = {}, .kept = {0, 64, 128, 192}},
                    {.parent = 0,
                     .begin = 100,
                     .end = 150,
                     .events = {{.step = 100, .change = engine::ParameterChange{}}},
                     .kept = {100}}};
  timeline.step = 120;
  snapshot->stepsPerEpoch = 50;
  return {.snapshot = std::move(snapshot), .dataset = nullptr, .input = {}, .probe = {}};
}

/// The same with a bookmark at the cursor.
Moment noted() {
  Moment noted = moment();
  auto snapshot = std::make_shared<engine::Snapshot>(*noted.snapshot);
  snapshot->timeline.lanes[0].events.push_back({.step = 120, .change = engine::Bookmark{"here"}});
  noted.snapshot = std::move(snapshot);
  return noted;
}

}  // namespace

class TestTimeBar : public QObject {
  Q_OBJECT

 private slots:
  /// From the last kept state before it, as long as that many of the run's steps take.
  void tellsHowLongAMomentIsTrainedAgain() {
    TimeBar bar;
    bar.resize(424, bar.sizeHint().height());
    const int middle = bar.height() - 3 - 20;
    const auto tipAt = [&bar, middle](int x) {
      QHelpEvent help(QEvent::ToolTip, {x, middle}, bar.mapToGlobal(QPoint(x, middle)));
      QCoreApplication::sendEvent(&bar, &help);
      return QToolTip::text().simplified();  // without its line breaks
    };
    QVERIFY(tipAt(112).contains("Every step of the training will be here"));
    Moment now = moment();
    auto snapshot = std::make_shared<engine::Snapshot>(*now.snapshot);
    now.snapshot = snapshot;
    bar.showMoment(now);
    // 400 pixels for 200 steps: step 50 is 50 steps, or a quarter of a second, after the beginning.
    QVERIFY(tipAt(112).contains("Step 50 of"));
    QVERIFY(tipAt(112).contains("from those kept at step 0, and are"));
    snapshot->test = engine::HistoryPoint{.step = 120, .metrics = {}, .seconds = 0.6};
    bar.showMoment(now);
    QVERIFY(tipAt(112).contains("from those kept at step 0, which takes about 250 ms, and are"));
  }

  void aDragAsksForSteps() {
    TimeBar bar;
    bar.resize(424, bar.sizeHint().height());
    QSignalSpy wanted(&bar, &TimeBar::wanted);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {212, 20});
    QCOMPARE(wanted.count(), 0);  // there is nothing yet
    bar.showMoment(moment());
    bar.resize(424, bar.sizeHint().height());
    const int top = bar.height() - 3 - 27;  // two lanes share 27 pixels above the lower edge
    QTest::mousePress(&bar, Qt::LeftButton, {}, {212, top + 7});
    QCOMPARE(wanted.takeLast(),
             (QVariantList{QVariant::fromValue(std::size_t{0}), QVariant::fromValue(std::int64_t{100})}));
    QTest::mouseMove(&bar, {312, top + 7});
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, {312, top + 7});
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {262, top + 21});
    QCOMPARE(wanted.takeLast(),
             (QVariantList{QVariant::fromValue(std::size_t{1}), QVariant::fromValue(std::int64_t{125})}));
  }

  void keysGoByStepEpochEventAndLane() {
    TimeBar bar;
    bar.showMoment(moment());
    QSignalSpy wanted(&bar, &TimeBar::wanted);
    const auto asked = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
      QTest::keyClick(&bar, key, modifiers);
      const QVariantList last = wanted.isEmpty() ? QVariantList{-1, -1} : wanted.takeLast();
      return std::pair(last[0].toInt(), last[1].toInt());
    };
    QCOMPARE(asked(Qt::Key_Left), std::pair(0, 119));
    QCOMPARE(asked(Qt::Key_Right), std::pair(0, 121));
    QCOMPARE(asked(Qt::Key_PageUp), std::pair(0, 100));
    QCOMPARE(asked(Qt::Key_PageDown), std::pair(0, 150));
    QCOMPARE(asked(Qt::Key_Home), std::pair(0, 0));
    QCOMPARE(asked(Qt::Key_End), std::pair(0, 200));
    QCOMPARE(asked(Qt::Key_Left, Qt::ControlModifier), std::pair(0, 0));
    QCOMPARE(asked(Qt::Key_Right, Qt::ControlModifier), std::pair(0, 200));
    QCOMPARE(asked(Qt::Key_Down), std::pair(1, 120));
    QCOMPARE(asked(Qt::Key_Up), std::pair(0, 120));
  }

  void keysNoteAndDelete() {
    TimeBar bar;
    QSignalSpy bookmarks(&bar, &TimeBar::bookmarkWanted);
    QSignalSpy gone(&bar, &TimeBar::bookmarkRemoved);
    QSignalSpy names(&bar, &TimeBar::laneNameWanted);
    QSignalSpy lanes(&bar, &TimeBar::laneRemoved);
    bar.showMoment(moment());
    QTest::keyClick(&bar, Qt::Key_B);
    QCOMPARE(bookmarks.takeLast(),
             (QVariantList{QVariant::fromValue(std::size_t{0}), QVariant::fromValue(std::int64_t{120})}));
    QTest::keyClick(&bar, Qt::Key_F2);
    QCOMPARE(names.size(), 1);
    QTest::keyClick(&bar, Qt::Key_Delete);
    QCOMPARE(lanes.size(), 1);
    bar.showMoment(noted());
    QTest::keyClick(&bar, Qt::Key_Delete);  // the bookmark first
    QCOMPARE(lanes.size(), 1);
    QCOMPARE(gone.size(), 1);
  }

  void aDoubleClickOnABookmarkEditsItsNote() {
    TimeBar bar;
    bar.showMoment(noted());
    bar.resize(424, bar.sizeHint().height());
    QSignalSpy bookmarks(&bar, &TimeBar::bookmarkWanted);
    const int top = bar.height() - 3 - 27;
    QTest::mouseDClick(&bar, Qt::LeftButton, {}, {312, top + 7});  // there is none at step 150
    QCOMPARE(bookmarks.size(), 0);
    QTest::mouseDClick(&bar, Qt::LeftButton, {}, {12 + 242, top + 7});
    QCOMPARE(bookmarks.takeLast(),
             (QVariantList{QVariant::fromValue(std::size_t{0}), QVariant::fromValue(std::int64_t{120})}));
  }

  void theMenuSaysWhatItDoes() {
    TimeBar bar;
    bar.showMoment(noted());
    bar.resize(424, bar.sizeHint().height());
    bar.show();
    const auto textsAt = [&bar](const QPoint& point) {
      QStringList texts;
      QTimer::singleShot(0, [&texts] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr) return;
        for (const QAction* action : menu->actions())
          if (!action->isSeparator()) texts << action->text();
        menu->close();
      });
      QContextMenuEvent event(QContextMenuEvent::Mouse, point, bar.mapToGlobal(point));
      QCoreApplication::sendEvent(&bar, &event);
      return texts;
    };
    const int top = bar.height() - 3 - 27;
    const QStringList first = textsAt({12 + 242, top + 7});
    QCOMPARE(first.size(), 4);  // the first lane cannot be deleted
    QVERIFY(first[0].contains("120") && first[1].contains("note") && first[2].contains("Remove"));
    const QStringList second = textsAt({312, top + 21});
    QCOMPARE(second.size(), 4);
    QVERIFY(second[1].contains("150") && second[3].contains("Delete"));
  }

  void whatIsRecomputedIsTold() {
    TimeBar bar;
    bar.showMoment(moment());
    QVERIFY(!bar.accessibleDescription().contains("recomputed"));
    Moment again = moment();
    auto snapshot = std::make_shared<engine::Snapshot>(*again.snapshot);
    snapshot->timeline.isRecomputed = true;
    again.snapshot = std::move(snapshot);
    bar.showMoment(again);
    QCOMPARE(bar.accessibleDescription(), QString("Step 120 of 200, recomputed here"));
  }

  void isAsHighWhateverItShows() {
    TimeBar bar;
    const int alone = bar.sizeHint().height();
    bar.showMoment(moment());
    QCOMPARE(bar.sizeHint().height(), alone);
    QCOMPARE(bar.accessibleDescription(), "Step 120 of 200");
  }

  void aLowBarStillGoesThere() {
    TimeBar bar;
    bar.showMoment(moment());
    bar.resize(424, bar.minimumSizeHint().height());
    QSignalSpy wanted(&bar, &TimeBar::wanted);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {212, 5});
    QCOMPARE(wanted.takeLast(),
             (QVariantList{QVariant::fromValue(std::size_t{0}), QVariant::fromValue(std::int64_t{100})}));
  }

  void showsTheCursorWhereItIs() {
    TimeBar bar;
    bar.showMoment(moment());
    bar.resize(424, bar.sizeHint().height());
    const auto accentAt = [&bar](int x) {
      const QColor accent = themeOf(bar).accent;
      const QImage picture = bar.grab().toImage();
      return picture.pixelColor(x, picture.height() - 5) == accent;
    };
    QVERIFY(accentAt(12 + 240));  // 120 of 200 steps on 400 pixels
    QVERIFY(!accentAt(12 + 200));
  }
};

PELLUCID_WINDOW_TEST(tst_time_bar, TestTimeBar)
#include "tst_time_bar.moc"
