// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_view.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/pointer.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

SurfaceLookPtr lookAfter(tests::TimedRun& run, int steps) {
  const MomentPtr moment = run.next(steps);
  return takeSurface({.snapshot = run.captured(moment), .dataset = moment->dataset, .fields = 100}, {}).look;
}

}  // namespace

class TestSurfaceView : public QObject {
  Q_OBJECT

 private slots:
  void theMapKeepsItsScaleAndShowsTheWay() {
    tests::TimedRun run;
    const SurfaceLookPtr look = lookAfter(run, 10);
    SurfaceView view;
    view.resize(500, 300);
    view.setLook(look);
    const QRectF place = view.mapPlace();
    const engine::SurfaceFrame& frame = look->surface.frame;
    QVERIFY(std::abs(place.width() / place.height() -
                     (frame.right - frame.left) / (frame.top - frame.bottom)) < 0.01);
    for (const auto& point : look->way) QVERIFY(place.contains(view.placeOf(point.place)));
    const int before = tests::countColour(view.grab().toImage(), lightTheme().forward);
    view.setHere(look->way.front().place);
    QVERIFY(tests::countColour(view.grab().toImage(), lightTheme().forward) > before + 60);
  }

  void thePointerReadsLossesAndChoosesSteps() {
    tests::TimedRun run;
    const SurfaceLookPtr look = lookAfter(run, 10);
    SurfaceView view;
    view.resize(500, 300);
    view.setLook(look);
    QSignalSpy chosen(&view, &SurfaceView::stepChosen);
    const engine::LossSurface& surface = look->surface;
    const QRectF place = view.mapPlace();
    tests::movePointer(view,
                       place.topLeft() + QPointF(2.5 * place.width() / static_cast<double>(surface.columns),
                                                 0.5 * place.height() / static_cast<double>(surface.rows)));
    QCOMPARE(view.pointedLoss(), std::optional(surface.lossAt(0, 2)));
    QVERIFY(!view.marked());
    const QPointF first = view.placeOf(look->way.front().place);
    tests::movePointer(view, first);
    QCOMPARE(view.marked(), std::optional<std::size_t>(0));
    QTest::mouseClick(&view, Qt::LeftButton, {}, first.toPoint());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toLongLong(), look->way.front().step);
  }

  void keysWalkTheWay() {
    tests::TimedRun run;
    const SurfaceLookPtr look = lookAfter(run, 10);
    SurfaceView view;
    view.setLook(look);
    QSignalSpy chosen(&view, &SurfaceView::stepChosen);
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Right);
    const std::size_t there = look->way.size() - 2;
    QCOMPARE(view.marked(), std::optional(there));
    QVERIFY(view.accessibleDescription().contains(QString::number(look->way[there].step)));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toLongLong(), look->way[there].step);
  }

  void withoutALookThereAreWords() {
    SurfaceView view;
    view.resize(300, 200);
    view.setEmptyText("Nothing yet.");
    tests::TextRecorder recorder(view.size());
    view.render(&recorder);
    QCOMPARE(recorder.texts(), QStringList{"Nothing yet."});
    tests::movePointer(view, {50, 50});
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(!view.marked() && !view.pointedLoss());
  }
};

PELLUCID_WINDOW_TEST(tst_surface_view, TestSurfaceView)
#include "tst_surface_view.moc"
