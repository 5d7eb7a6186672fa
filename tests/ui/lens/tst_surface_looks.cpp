// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_looks.h"

#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

namespace {

/// Fulfils requests at once, as the session does.
struct Seen {
  tests::TimedRun run;
  SurfaceLooks looks;
  QWidget panel;
  MomentPtr shown;
  int captures = 0;

  Seen() {
    looks.watch(panel);
    QObject::connect(
        &looks, &SurfaceLooks::captureWanted, &looks,
        [this] {
          ++captures;
          looks.take(run.captured(shown));
        },
        Qt::QueuedConnection);
    panel.show();
  }
  bool at(const MomentPtr& moment) {
    shown = moment;
    looks.showMoment(moment);
    return QTest::qWaitFor([this] { return !looks.isBusy(); }, kPatienceMs);
  }
};

}  // namespace

class TestSurfaceLooks : public QObject {
  Q_OBJECT

 private slots:
  void itIsMadeAtRestCoarseFirst() {
    Seen seen;
    std::vector<engine::Index> fields;
    connect(&seen.looks, &SurfaceLooks::lookChanged, this, [&] {
      if (const auto& look = seen.looks.look()) fields.push_back(look->surface.columns * look->surface.rows);
    });
    QVERIFY(seen.at(seen.run.next(6)));
    QVERIFY(fields.size() == 2 && fields[0] < fields[1]);
    QCOMPARE(seen.captures, 1);
    QVERIFY(seen.looks.here()->norm() < 1e-5);
  }

  void thePastMovesThePointAndTheFutureMakesAnotherMap() {
    Seen seen;
    QVERIFY(seen.at(seen.run.next(8)));
    const SurfaceLookPtr look = seen.looks.look();
    QVERIFY(seen.at(seen.run.back(3)));
    QCOMPARE(seen.looks.look(), look);
    const Eigen::Vector2d here = *seen.looks.here();
    QVERIFY(here.norm() > 1e-4);
    for (const auto& point : look->way)
      if (point.step == 3) QVERIFY((point.place - here).norm() < 1e-4);
    seen.run.back(8);
    // During training the map stays and the point moves.
    QVERIFY(seen.at(seen.run.next(2, true)));
    QVERIFY(seen.looks.look() == look && *seen.looks.here() != here);
    QVERIFY(seen.at(seen.run.next(1)));
    QVERIFY(seen.looks.look() != look);
    QCOMPARE(seen.looks.look()->step, 11);
    const SurfaceLookPtr before = seen.looks.look();
    seen.looks.again();
    QTRY_VERIFY_WITH_TIMEOUT(!seen.looks.isBusy(), kPatienceMs);
    QVERIFY(seen.looks.look() && seen.looks.look() != before);
  }

  void aWeightSetByHandMakesAnotherMap() {
    Seen seen;
    for (const SurfaceKind kind : {SurfaceKind::Way, SurfaceKind::Step}) {
      seen.looks.setKind(kind);
      const MomentPtr moment = seen.run.next(4);
      QVERIFY(seen.at(moment) && seen.looks.look());
      const SurfaceLookPtr look = seen.looks.look();
      auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
      snapshot->state.weights[0] += engine::Scalar(0.5);
      snapshot->revision += 100;
      auto other = std::make_shared<Moment>(*moment);
      other->snapshot = snapshot;
      QVERIFY(seen.at(other) && seen.looks.look());
      QVERIFY(seen.looks.look() != look);
    }
  }

  void theNextStepIsThatOfTheSettings() {
    Seen seen;
    seen.looks.setKind(SurfaceKind::Step);
    const MomentPtr moment = seen.run.next(4);
    QVERIFY(seen.at(moment));
    const SurfaceLookPtr look = seen.looks.look();
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->experiment.training.learningRate *= 10;
    auto other = std::make_shared<Moment>(*moment);
    other->snapshot = snapshot;
    QVERIFY(seen.at(other) && seen.looks.look());
    QVERIFY(seen.looks.look() != look);
  }

  void ofTheBeginningThereIsNoWayButAStep() {
    Seen seen;
    QVERIFY(seen.at(seen.run.next()));
    QVERIFY(seen.looks.isImpossible() && !seen.looks.look());
    QVERIFY(seen.at(seen.run.next()));
    QCOMPARE(seen.captures, 1);  // it is not requested again and again
    seen.looks.setKind(SurfaceKind::Step);
    QTRY_VERIFY_WITH_TIMEOUT(!seen.looks.isBusy(), kPatienceMs);
    QVERIFY(seen.looks.look() && !seen.looks.isImpossible());
    seen.looks.setKind(SurfaceKind::Way);
    QTRY_VERIFY_WITH_TIMEOUT(!seen.looks.isBusy(), kPatienceMs);
    QVERIFY(seen.at(seen.run.next(2)));
    QVERIFY(seen.looks.look());
  }

  void nobodySeesItAndNothingIsMade() {
    Seen seen;
    seen.panel.hide();
    QVERIFY(seen.at(seen.run.next(2)));
    QCOMPARE(seen.captures, 0);
    seen.panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(seen.looks.look() != nullptr && !seen.looks.isBusy(), kPatienceMs);
  }
};

PELLUCID_WINDOW_TEST(tst_surface_looks, TestSurfaceLooks)
#include "tst_surface_looks.moc"
