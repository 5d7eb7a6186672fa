// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/mattered_page.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

struct MatteredSeen {
  tests::UnitsSeen seen;
  MatteredPage page{seen.units};

  explicit MatteredSeen(const MomentPtr& moment) {
    seen.units.showMoment(moment);
    page.resize(700, 600);
    page.show();
  }
  bool isLookedAt(const engine::AskedNumber& asked) {
    return QTest::qWaitFor([&] { return page.look() && page.look()->question.asked == asked; },
                           tests::kPatienceMs);
  }
};

}  // namespace

class TestMatteredPage : public QObject {
  Q_OBJECT

 private slots:
  void theAnswerIsAskedAboutFirst() {
    tests::RunOfMoments run = tests::mapMoments();
    const MomentPtr moment = run.next(5);
    MatteredSeen shown(moment);
    QVERIFY(shown.isLookedAt({.layer = 5, .unit = moment->probe.prediction}));
    auto boxes = shown.page.findChildren<QComboBox*>();
    QCOMPARE(boxes[0]->count(), 5);  // the answer, the chosen unit, three classes
    boxes[0]->setCurrentIndex(2);
    QVERIFY(shown.isLookedAt({.layer = 5, .unit = 0}));
    boxes[1]->setCurrentIndex(1);
    QVERIFY(shown.isLookedAt({.layer = 5, .unit = 0, .isSum = true}));
    shown.seen.selection.setUnit(UnitPlace{.layer = 0, .unit = 40});
    boxes[0]->setCurrentIndex(1);
    QVERIFY(shown.isLookedAt({.layer = 0, .unit = 40, .isSum = true}));
    shown.page.findChild<QSpinBox*>()->setValue(4);  // the size must be odd
    QCOMPARE(shown.page.findChild<QSpinBox*>()->value(), 5);
  }

  void bothNumbersOfAPixelAreSaid() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(5);
    MatteredSeen shown(moment);
    QVERIFY(shown.isLookedAt({.layer = 1, .unit = moment->probe.prediction}));
    const auto pictures = shown.page.findChildren<TitledPicture*>();
    emit pictures[0]->picture().pointedAt(QPoint(2, 1));
    QStringList texts;
    for (const QLabel* label : shown.page.findChildren<QLabel*>()) texts << label->text();
    const MatterLook& look = *shown.page.look();
    for (const QString& expected :
         {QString("(2, 3): x = %1").arg(valueText(static_cast<double>(moment->input.values[6]))),
          QString("(2, 3): gradient × input = %1").arg(valueText(static_cast<double>(look.shares[6]))),
          QString("(2, 3): covered, it falls by %1").arg(valueText(static_cast<double>(look.drops[6])))})
      QVERIFY2(texts.contains(expected), qPrintable(texts.join('|')));
  }

  void aTableHasBars() {
    tests::RunOfMoments run = tests::numbersRun();
    MatteredSeen shown(run.next(5));
    QVERIFY(shown.isLookedAt({.layer = 1, .unit = 0}));
    const auto bars = shown.page.findChildren<ValueBars*>();
    QCOMPARE(bars.size(), 2);
    const MatterLook& look = *shown.page.look();
    QCOMPARE(look.question.cover, Cover::Mean);
    QVERIFY(bars[0]->isVisible());
    QCOMPARE(bars[1]->bars().size(), std::size_t{2});
    QCOMPARE(std::abs(bars[1]->bars()[0].value), static_cast<double>(look.drops.cwiseAbs().maxCoeff()));
  }
};

PELLUCID_WINDOW_TEST(tst_mattered_page, TestMatteredPage)
#include "tst_mattered_page.moc"
