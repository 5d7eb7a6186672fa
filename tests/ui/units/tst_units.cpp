// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units.h"

#include <QSignalSpy>

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUnits : public QObject {
  Q_OBJECT

 private slots:
  void theUnitIsThatOfTheCanvas() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::mapMoments();
    const MomentPtr moment = run.next(3);
    QVERIFY(seen.at(moment));
    QCOMPARE(seen.units.layer(), std::size_t{0});
    QSignalSpy chosen(&seen.units, &Units::chosenChanged);
    seen.selection.setUnit(UnitPlace{.layer = 0, .unit = 2 * 36 + 5});
    QCOMPARE(seen.units.channel(), engine::Index{2});
    QCOMPARE(chosen.size(), 1);
    seen.selection.setUnit(UnitPlace{.layer = 0, .unit = 2 * 36 + 6});  // another place of the same map
    QCOMPARE(chosen.size(), 1);
    seen.selection.setLayer(4);
    QCOMPARE(seen.units.layer(), std::size_t{4});
    QCOMPARE(seen.units.channel(), engine::Index{0});
    QVERIFY(seen.isLooked());
    QCOMPARE(seen.units.look()->found.channels.size(), std::size_t{4});

    // The other way: a map's place is the one with the largest value for the shown input.
    seen.units.setLayer(0);
    seen.units.setChannel(1);
    const tests::PlainPass plain = tests::plainPass(*moment, std::nullopt);
    const auto begin = plain.a(0).begin() + 36;
    const auto largest = std::max_element(begin, begin + 36) - plain.a(0).begin();
    QCOMPARE(seen.selection.unit()->unit, engine::Index{largest});
    // A chosen place stays.
    seen.selection.setUnit(UnitPlace{.layer = 0, .unit = 40});
    seen.units.setChannel(1);
    QCOMPARE(seen.selection.unit()->unit, engine::Index{40});
  }

  void theLookIsThatOfPlainLoops() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(8);
    QVERIFY(seen.at(moment));
    tests::NaiveStack plain = tests::plainStack(*moment);
    plain.forward(tests::plainTests(*moment->dataset));
    for (engine::Index unit = 0; unit < 5; ++unit) {
      const auto& strongest = seen.units.look()->of(unit).strongest;
      QCOMPARE(strongest.size(), std::size_t{9});
      std::vector<double> values;
      for (const tests::Numbers& a : plain.stages[0].a) values.push_back(a[static_cast<std::size_t>(unit)]);
      std::ranges::sort(values, std::ranges::greater());
      for (std::size_t k = 0; k < 9; ++k)
        QVERIFY(std::abs(static_cast<double>(strongest[k].a) - values[k]) < 1e-5);
    }
  }

  void itLooksOnlyWhileItIsSeen() {
    Selection selection;
    Units units(selection);
    QWidget watcher;
    units.watch(watcher);
    tests::RunOfMoments run = tests::imageMoments();
    units.showMoment(run.next(1));
    QVERIFY(!units.isBusy());
    watcher.show();
    QTRY_VERIFY(units.isUpToDate());
  }

  void aRunThatGoesOnIsLookedAtWithinTheBudget() {
    double now = 0;
    Selection selection;
    Units units(selection, [&now] { return now; });
    QWidget watcher;
    units.watch(watcher);
    watcher.show();
    tests::RunOfMoments run = tests::imageMoments();
    units.showMoment(run.next(1, true));
    QTRY_VERIFY(units.isUpToDate());
    units.showMoment(run.next(1, true));
    QVERIFY(!units.isBusy());
    now += 1e9;
    units.showMoment(run.next(1, true));
    QVERIFY(units.isBusy());
  }

  /// As after painting a sample.
  void onOtherDataTheSameUnitsStayOff() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next();
    QVERIFY(seen.at(moment));
    seen.units.setOff(0, 3, engine::Scalar(0));
    auto other = std::make_shared<Moment>(*moment);
    other->dataset = std::make_shared<const engine::Dataset>(*moment->dataset);
    seen.units.showMoment(other);
    QVERIFY(seen.units.isOff(0, 3));
    QVERIFY(!seen.units.look());  // it belonged to the former data
  }

  void whatIsSwitchedOffBelongsToItsNetwork() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::imageMoments();
    seen.units.showMoment(run.next());
    QSignalSpy off(&seen.units, &Units::offChanged);
    seen.units.setOff(0, 3, engine::Scalar(0.5));
    QVERIFY(seen.units.isOff(0, 3));
    QVERIFY(!seen.units.isOff(0, 2));
    QCOMPARE(seen.selection.switchedOff(), (engine::HeldChannels{{.layer = 0, .channel = 3, .value = 0.5F}}));
    seen.units.setOff(0, 3, engine::Scalar(0));
    QCOMPARE(seen.selection.switchedOff().size(), std::size_t{1});
    seen.units.showMoment(run.next(2));  // the same network, later
    QVERIFY(seen.units.isOff(0, 3));
    tests::RunOfMoments other = tests::mapMoments();
    seen.units.showMoment(other.next());
    QVERIFY(seen.selection.switchedOff().empty());
    QCOMPARE(off.size(), 3);
  }
};

PELLUCID_WINDOW_TEST(tst_units, TestUnits)
#include "tst_units.moc"
