// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/excitation_list.h"

#include <QSignalSpy>

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"
#include "ui/run/place_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestExcitationList : public QObject {
  Q_OBJECT

 private slots:
  void itSaysWhatTheLookFound() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::mapMoments();
    const MomentPtr moment = run.next(6);
    QVERIFY(seen.at(moment));
    seen.units.setChannel(1);
    ExcitationModel model(seen.units);
    model.refresh();
    QCOMPARE(model.rowCount(), 9);
    tests::NaiveStack plain = tests::plainStack(*moment);
    plain.forward(tests::plainTests(*moment->dataset));
    for (int row = 0; row < 9; ++row) {
      const engine::Excitation& each = model.at(row);
      const auto sample = static_cast<std::size_t>(each.sample);
      const QModelIndex index = model.index(row);
      QCOMPARE(index.data(ExcitationModel::kValue).toString(),
               QString("a = %1").arg(shortValueText(static_cast<double>(each.a))));
      QVERIFY(std::abs(static_cast<double>(each.a) -
                       plain.stages[0].a[sample][static_cast<std::size_t>(each.unit)]) < 1e-5);
      const auto& outputs = plain.outputs()[sample];
      const auto answered = std::ranges::max_element(outputs) - outputs.begin();
      const int truth = moment->dataset->test.labels[sample];
      QCOMPARE(index.data(ExcitationModel::kVerdict).toString(),
               QString("is %1, says %2")
                   .arg(classText(*moment->dataset, truth), classText(*moment->dataset, answered)));
      QCOMPARE(index.data(ExcitationModel::kIsWrong).toBool(), truth != answered);
      QCOMPARE(index.data(ExcitationModel::kIsShown).toBool(), each.sample == 0);
      // The 3×3 window whose corner is the place on the 6×6 map.
      const auto place = static_cast<int>(each.unit - 36);
      QCOMPARE(index.data(ExcitationModel::kWindow).toRect(), QRect(place % 6, place / 6, 3, 3));
    }
  }

  void aUnitThatSeesAllHasNoFrame() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::imageMoments();
    QVERIFY(seen.at(run.next(2)));
    ExcitationModel model(seen.units);
    model.refresh();
    QVERIFY(!model.index(0).data(ExcitationModel::kWindow).isValid());
    QVERIFY(model.hasPictures());
  }

  void aTableHasWords() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::numbersRun();
    const MomentPtr moment = run.next(2);
    QVERIFY(seen.at(moment));
    ExcitationModel model(seen.units);
    model.refresh();
    QVERIFY(!model.hasPictures());
    QVERIFY(!model.index(0).data(ExcitationModel::kIsWrong).isValid());
    const engine::Vector x = engine::sample(moment->dataset->test, 2, model.at(0).sample);
    QVERIFY(model.index(0)
                .data(ExcitationModel::kWords)
                .toString()
                .contains(valueText(static_cast<double>(x[0]))));
  }

  void enterAsksForASample() {
    tests::UnitsSeen seen;
    tests::RunOfMoments run = tests::imageMoments();
    QVERIFY(seen.at(run.next(2)));
    ExcitationModel model(seen.units);
    ExcitationList list(model);
    list.resize(420, 420);
    model.refresh();
    QSignalSpy wanted(&list, &ExcitationList::wanted);
    list.setCurrentIndex(model.index(2));
    emit list.activated(list.currentIndex());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<engine::Index>(), model.at(2).sample);
    // Three side by side, and all nine without scrolling.
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QCOMPARE(list.visualRect(model.index(2)).top(), list.visualRect(model.index(0)).top());
    QVERIFY(list.visualRect(model.index(8)).bottom() <= list.viewport()->height());
  }
};

PELLUCID_WINDOW_TEST(tst_excitation_list, TestExcitationList)
#include "tst_excitation_list.moc"
