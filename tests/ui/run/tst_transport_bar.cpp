// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/transport_bar.h"

#include <QtTest>

#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/run/step_clock.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

struct Fixture {
  Fixture() { player.showMoment(share(momentAfter(smallExperiment(), syntheticDataset(), 2))); }
  Selection selection;
  Actions actions;
  StepPlayer player{selection};
  TransportBar bar{player, selection, actions};

  template <class Widget>
  Widget& find(const QString& name) {
    for (auto* widget : bar.findChildren<Widget*>())
      if (widget->accessibleName() == name) return *widget;
    qFatal("no such control");
  }
};

}  // namespace

class TestTransportBar : public QObject {
  Q_OBJECT

 private slots:
  void isThereOnlyInSlowMotion() {
    Fixture f;
    QVERIFY(f.bar.isHidden());
    QVERIFY(!f.actions[ActionId::StepForward].isEnabled());
    f.player.setActive(true);
    QVERIFY(!f.bar.isHidden());
    QVERIFY(f.actions[ActionId::StepForward].isEnabled());
    f.player.setActive(false);
    QVERIFY(f.bar.isHidden());
  }

  void everyControlHasATipThatTeachesAndAName() {
    Fixture f;
    for (const auto* widget : f.bar.findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus) continue;
      QVERIFY2(widget->toolTip().size() > 20, qPrintable(widget->toolTip()));
    }
  }

  void actionsDriveThePlayer() {
    Fixture f;
    f.player.setActive(true);
    QVERIFY(f.bar.caption().contains("enters the network"));
    f.actions[ActionId::StepForward].trigger();
    QVERIFY(f.player.position() > 0);
    QVERIFY(!f.bar.caption().contains("enters the network"));
    f.actions[ActionId::StepBackward].trigger();
    QCOMPARE(f.player.position(), 0.0);
    f.actions[ActionId::FinerSteps].trigger();
    QCOMPARE(f.player.granularity(), Granularity::Term);
    f.actions[ActionId::CoarserSteps].trigger();
    f.actions[ActionId::CoarserSteps].trigger();
    QCOMPARE(f.player.granularity(), Granularity::Phase);
  }

  void theScrubberGoesToAnyMomentAndFollows() {
    Fixture f;
    f.player.setActive(true);
    auto& scrubber = f.find<QSlider>("Position in the step");
    scrubber.setValue(500);
    QVERIFY(std::abs(f.player.position() - 0.5) < 1e-9);
    f.player.setPosition(0.25);
    QCOMPARE(scrubber.value(), 250);
    QVERIFY(std::abs(f.player.position() - 0.25) < 1e-9);  // following does not move the head
  }

  void theClockTicksWhileItPlaysOnly() {
    Fixture f;
    StepClock clock(f.player);
    f.player.setActive(true);
    QVERIFY(!clock.isTicking());
    f.player.play();
    QVERIFY(clock.isTicking());
    QTRY_VERIFY(f.player.position() > 0);
    f.player.pause();
    QVERIFY(!clock.isTicking());
  }

  void theCaptionFollowsTheSelectedUnit() {
    Fixture f;
    f.player.setActive(true);
    f.player.setPosition(0.2);
    f.selection.setPlace(Place{.layer = 0, .unit = 2, .from = std::nullopt});
    QVERIFY2(f.bar.caption().contains("unit 3"), qPrintable(f.bar.caption()));
    f.selection.setPlace(Place{.layer = 0, .unit = 4, .from = std::nullopt});
    QVERIFY2(f.bar.caption().contains("unit 5"), qPrintable(f.bar.caption()));
  }
};

PELLUCID_WINDOW_TEST(tst_transport_bar, TestTransportBar)
#include "tst_transport_bar.moc"
