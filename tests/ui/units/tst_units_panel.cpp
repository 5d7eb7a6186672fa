// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units_panel.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

struct PanelSeen {
  Selection selection;
  Units units{selection};
  UnitsPanel panel{units};

  bool at(const MomentPtr& moment) {
    panel.resize(860, 640);
    panel.show();
    units.showMoment(moment);
    return QTest::qWaitFor([this] { return units.isUpToDate(); }, tests::kPatienceMs);
  }
  QPushButton* button(const QString& text) const {
    for (auto* each : panel.findChildren<QPushButton*>())
      if (each->text().remove('&') == text) return each;
    return nullptr;
  }
  /// All texts on the panel, for the eye or for a screen reader.
  QString texts() const {
    QStringList all;
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible()) all << label->text();
    return all.join('\n');
  }
};

}  // namespace

class TestUnitsPanel : public QObject {
  Q_OBJECT

 private slots:
  void rankingIsThatOfPlainLoops() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(30);
    QVERIFY(shown.at(moment));
    shown.button("Rank all")->click();
    QTRY_VERIFY(shown.panel.table().ranking());
    const UnitTableModel& table = shown.panel.table();
    tests::NaiveStack whole = tests::plainStack(*moment);
    whole.forward(tests::plainTests(*moment->dataset));
    const int all = tests::rightOf(whole.outputs(), moment->dataset->test);
    double last = INFINITY;
    for (int row = 0; row < 5; ++row) {
      const engine::Index unit = table.channelAt(row);
      const int right = tests::rightOf(tests::answersWithout(*moment, 0, static_cast<std::size_t>(unit)),
                                       moment->dataset->test);
      const double lost =
          static_cast<double>(all - right) / static_cast<double>(moment->dataset->test.size());
      QVERIFY(std::abs(table.ranking()->lost(unit) - lost) < 1e-12);
      QVERIFY(lost <= last);  // the unit needed most comes first
      last = lost;
      QCOMPARE(table.index(row, UnitTableModel::kLost).data().toString(), changeText(-100 * lost));
    }
  }

  void aRankingIsOfItsData() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(5);
    QVERIFY(shown.at(moment));
    shown.button("Rank all")->click();
    QTRY_VERIFY(shown.panel.table().ranking());
    auto other = std::make_shared<Moment>(*moment);
    other->dataset = std::make_shared<const engine::Dataset>(*moment->dataset);
    shown.units.showMoment(other);
    QVERIFY(!shown.panel.table().ranking());
    QVERIFY(!shown.texts().contains("is of step"));
  }

  void aMeanHasToBeKnown() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::mapMoments();
    QVERIFY(shown.at(run.next(2)));
    for (auto* box : shown.panel.findChildren<QComboBox*>())
      if (box->accessibleName() == "Held at") box->setCurrentIndex(1);
    QVERIFY(shown.button("Switch off")->isEnabled());
    shown.selection.setLayer(2);
    QVERIFY(!shown.units.look());
    QVERIFY(!shown.button("Switch off")->isEnabled());
    QTRY_VERIFY(shown.units.isUpToDate());
    QVERIFY(shown.button("Switch off")->isEnabled());
  }

  void whatIsSwitchedOffIsSeenAndSwitchedOnAgain() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(30);
    QVERIFY(shown.at(moment));
    shown.units.setChannel(2);
    QPushButton* off = shown.button("Switch off");
    QVERIFY(!shown.button("All on")->isEnabled());
    off->click();
    QCOMPARE(shown.selection.switchedOff(), (engine::HeldChannels{{.layer = 0, .channel = 2, .value = 0}}));
    QCOMPARE(shown.panel.page(), UnitsPanel::kWithout);
    QTRY_VERIFY(shown.panel.without().look() && !shown.panel.without().look()->question.held.empty());
    const auto& test = moment->dataset->test;
    const int right = tests::rightOf(tests::answersWithout(*moment, 0, 2), test);
    const QString share = percentText(static_cast<double>(right) / static_cast<double>(test.size()), 2);
    QTRY_VERIFY2(shown.texts().contains(QString("unit 3 it gets %1 right").arg(share)),
                 qPrintable(shown.texts()));
    const QModelIndex name = shown.panel.table().index(shown.panel.table().rowOf(2), 0);
    QVERIFY(name.data(Qt::FontRole).value<QFont>().strikeOut());
    QVERIFY(name.data(Qt::AccessibleTextRole).toString().contains("switched off"));
    // The run is unchanged.
    QVERIFY(moment->snapshot->state.weights == shown.units.moment()->snapshot->state.weights);
    QCOMPARE(off->text().remove('&'), "Switch on");
    off->click();
    QVERIFY(shown.selection.switchedOff().empty());
    QTRY_VERIFY(shown.texts().contains("All units are on"));
    // At its mean, which is known from the look.
    shown.panel.findChildren<QComboBox*>()[0]->setCurrentIndex(0);
    for (auto* box : shown.panel.findChildren<QComboBox*>())
      if (box->accessibleName() == "Held at") box->setCurrentIndex(1);
    off->click();
    QCOMPARE(shown.selection.switchedOff()[0].value,
             static_cast<engine::Scalar>(shown.units.look()->of(2).mean));
    shown.button("All on")->click();
    QVERIFY(shown.selection.switchedOff().empty());
  }

  void theOutputStaysOn() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::imageMoments();
    QVERIFY(shown.at(run.next(2)));
    shown.selection.setLayer(1);
    QTRY_VERIFY(shown.units.isUpToDate());
    QVERIFY(!shown.button("Switch off")->isEnabled());
    QVERIFY(!shown.button("Rank all")->isEnabled());
    QVERIFY(shown.texts().contains("stay on"));
  }

  void theTableFollowsTheCanvasAndTheOtherWay() {
    PanelSeen shown;
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(6);
    QVERIFY(shown.at(moment));
    auto* table = shown.panel.findChild<UnitTable*>();
    shown.selection.setUnit(UnitPlace{.layer = 0, .unit = 3});
    QCOMPARE(table->currentIndex().row(), 3);
    QTest::keyClick(table, Qt::Key_Up);
    QCOMPARE(shown.selection.unit(), std::optional(UnitPlace{.layer = 0, .unit = 2}));
    // Sorted by their means, which agree with plain loops.
    table->sortByColumn(UnitTableModel::kMean, Qt::DescendingOrder);
    tests::NaiveStack plain = tests::plainStack(*moment);
    plain.forward(tests::plainTests(*moment->dataset));
    double last = INFINITY;
    for (int row = 0; row < 5; ++row) {
      double mean = 0;
      for (const tests::Numbers& a : plain.stages[0].a)
        mean += a[static_cast<std::size_t>(shown.panel.table().channelAt(row))] /
                static_cast<double>(plain.stages[0].a.size());
      QVERIFY(mean <= last + 1e-6);
      last = mean;
    }
    QCOMPARE(shown.panel.table().channelAt(table->currentIndex().row()), engine::Index{2});
  }

  void everyPageShowsEveryNetwork() {
    PanelSeen shown;
    for (const auto make : {tests::imageMoments, tests::mapMoments, tests::numbersRun}) {
      tests::RunOfMoments run = make();
      const MomentPtr moment = run.next(2);
      QVERIFY(shown.at(moment));
      for (std::size_t layer = 0; layer < moment->network().layerCount(); ++layer) {
        shown.selection.setLayer(layer);
        for (const auto page : {UnitsPanel::kStrongest, UnitsPanel::kMaps, UnitsPanel::kMattered,
                                UnitsPanel::kWants, UnitsPanel::kWithout}) {
          shown.panel.setPage(page);
          QVERIFY(!shown.panel.grab().isNull());
          QCOMPARE(shown.panel.page(), page);
        }
        QTRY_VERIFY(shown.units.isUpToDate());
      }
    }
  }
};

PELLUCID_WINDOW_TEST(tst_units_panel, TestUnitsPanel)
#include "tst_units_panel.moc"
