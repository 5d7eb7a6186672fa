// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/layer_looks.h"

#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/results/results_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

class TestLayerLooks : public QObject {
  Q_OBJECT

 private slots:
  void atRestEachMomentIsLookedAtAndRemembered() {
    LayerLooks looks;
    QWidget panel;
    looks.watch(panel);
    tests::RunOfMoments run;
    looks.showMoment(run.next());
    QVERIFY(!looks.isBusy());  // it is not visible
    panel.show();
    for (const int steps : {0, 4, 6}) {
      looks.showMoment(run.next(steps));
      QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    }
    QCOMPARE(looks.look()->step(), 10);
    QCOMPARE(looks.compared()->step(), 0);  // the beginning
    looks.compareWithNow();
    QCOMPARE(looks.compared(), looks.look());
    QCOMPARE(looks.history().size(), std::size_t{3});
    QCOMPARE(looks.history()[1].step, 4);
    QCOMPARE(looks.history()[2].layers[0].updateRatio, looks.look()->layers[0].updateRatio);
    tests::RunOfMoments other;
    looks.showMoment(other.next());
    QVERIFY(looks.look() == nullptr && looks.compared() == nullptr && looks.history().empty());
  }

  /// A user who comes later still sees the beginning.
  void theBeginningIsMadeAgain() {
    tests::RunOfMoments run;
    const MomentPtr first = run.next();
    const MomentPtr later = run.next(9);
    const auto given = std::make_shared<const engine::Vector>(engine::Vector::Ones(first->weights().size()));
    for (const bool isGiven : {false, true}) {
      LayerLooks looks;
      QWidget panel;
      looks.watch(panel);
      panel.show();
      if (isGiven) looks.setInitial(given);
      looks.showMoment(later);
      QTRY_VERIFY_WITH_TIMEOUT(looks.look() != nullptr, kPatienceMs);
      QCOMPARE(looks.compared()->step(), 0);
      QCOMPARE(looks.compared()->trace.before.weights, isGiven ? *given : first->weights());
      QCOMPARE(looks.history().size(), std::size_t{2});
    }
  }

  /// A running run's moments have only its weights, from which no step can be recorded.
  void aRunIsAskedForItsWholeState() {
    LayerLooks looks;
    QWidget panel;
    looks.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    QSignalSpy wanted(&looks, &LayerLooks::wholeWanted);
    const auto picture = [&](int steps, bool isWhole) {
      auto moment = std::make_shared<Moment>(*run.next(steps, true));
      auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
      snapshot->isWhole = isWhole;
      moment->snapshot = snapshot;
      looks.showMoment(moment);
    };
    picture(1, false);
    picture(1, false);
    QCOMPARE(wanted.size(), 1);  // once is enough
    QVERIFY(!looks.isBusy());
    picture(1, true);
    QVERIFY(looks.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(looks.look() != nullptr, kPatienceMs);
    QCOMPARE(looks.look()->step(), 3);
  }
};

PELLUCID_WINDOW_TEST(tst_layer_looks, TestLayerLooks)
#include "tst_layer_looks.moc"
