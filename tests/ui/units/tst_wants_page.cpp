// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/wants_page.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

struct WantsSeen {
  tests::UnitsSeen seen;
  WantsPage page{seen.units, 0};
  QList<QPushButton*> buttons;  ///< climb, one step, from the beginning

  explicit WantsSeen(const MomentPtr& moment) {
    seen.units.showMoment(moment);
    page.resize(700, 600);
    page.show();
    buttons = page.findChildren<QPushButton*>();
  }
  bool hasGone(std::int64_t steps) {
    return QTest::qWaitFor([&] { return !page.ascent().excited.empty() && page.ascent().step() == steps; },
                           tests::kPatienceMs);
  }
};

}  // namespace

class TestWantsPage : public QObject {
  Q_OBJECT

 private slots:
  void aStepIsThatOfPlainLoops() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(10);
    WantsSeen shown(moment);
    QVERIFY(shown.hasGone(0));
    QVERIFY((shown.page.ascent().x.array() == 0.5F).all());  // starts grey
    for (QSlider* slider : shown.page.findChildren<QSlider*>())
      if (slider != shown.page.findChildren<QSlider*>().front()) slider->setValue(0);
    QCOMPARE(shown.page.settings().decay, 0.0);
    QCOMPARE(shown.page.settings().smoothness, 0.0);
    shown.buttons[1]->click();
    QVERIFY(shown.hasGone(1));
    // In the first layer z = w x + b, so a step goes along w.
    const tests::NaiveStage stage = tests::plainStack(*moment).stages[0];
    double squares = 0;
    for (std::size_t i = 0; i < 16; ++i) squares += stage.weight[i * 5] * stage.weight[i * 5];
    const double length = shown.page.settings().stepSize / std::sqrt(squares / 16);
    double z = stage.bias[0];
    for (std::size_t i = 0; i < 16; ++i) {
      const double x = std::clamp(0.5 + length * stage.weight[i * 5], 0.0, 1.0);
      QVERIFY(std::abs(static_cast<double>(shown.page.ascent().x[static_cast<engine::Index>(i)]) - x) < 1e-5);
      z += stage.weight[i * 5] * x;
    }
    QVERIFY(std::abs(shown.page.ascent().excited.back() - z) < 1e-4);
    QVERIFY(shown.page.ascent().excited[1] > shown.page.ascent().excited[0]);
    QCOMPARE(shown.page.findChild<ClimbCurve*>()->values(), shown.page.ascent().excited);
  }

  void itClimbsToItsEndAndBeginsAgain() {
    tests::RunOfMoments run = tests::mapMoments();
    WantsSeen shown(run.next(10));
    shown.page.findChildren<QComboBox*>()[1]->setCurrentIndex(static_cast<int>(AscentStart::Noise));
    QVERIFY(shown.hasGone(0));
    const engine::Vector start = shown.page.ascent().x;
    shown.buttons[0]->setChecked(true);
    QVERIFY(shown.page.isClimbing());
    QVERIFY(QTest::qWaitFor([&] { return !shown.page.isClimbing(); }, tests::kPatienceMs));
    QCOMPARE(shown.page.ascent().step(), std::int64_t{100});
    QVERIFY(shown.page.ascent().reached.back() > shown.page.ascent().reached.front());
    QVERIFY(!shown.buttons[1]->isEnabled());
    shown.buttons[2]->click();
    QVERIFY(shown.hasGone(0));
    QVERIFY(shown.buttons[1]->isEnabled());
    QCOMPARE(shown.page.ascent().x.size(), start.size());
    QVERIFY(shown.page.ascent().x == start);  // the same seed, the same noise
    shown.page.findChild<QSpinBox*>()->setValue(2);
    QVERIFY(shown.hasGone(0));
    QVERIFY(shown.page.ascent().x != start);
  }

  void aStepThatWasAskedForMeanwhileIsGone() {
    tests::RunOfMoments run = tests::imageMoments();
    WantsSeen shown(run.next(3));
    shown.buttons[1]->click();  // there is no beginning yet
    QVERIFY(shown.hasGone(1));
    shown.buttons[1]->click();
    shown.buttons[1]->click();
    QVERIFY(shown.hasGone(3));
    // Not after a restart.
    shown.buttons[1]->click();
    shown.buttons[1]->click();
    shown.buttons[2]->click();
    QVERIFY(shown.hasGone(0));
    QTest::qWait(100);
    QCOMPARE(shown.page.ascent().step(), std::int64_t{0});
  }

  /// During training other weights arrive all the time.
  void otherWeightsWaitForTheBudgetOfLooks() {
    tests::RunOfMoments run = tests::imageMoments();
    tests::UnitsSeen seen;
    double now = 0;
    WantsPage page(seen.units, 0, [&now] { return now; });
    seen.units.showMoment(run.next(3, true));
    page.show();
    QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy() && page.ascent().step() == 0, tests::kPatienceMs);
    const double before = page.ascent().excited.front();
    seen.units.showMoment(run.next(20, true));
    QVERIFY(!page.isBusy());
    QCOMPARE(page.ascent().excited.front(), before);
    now = 1e9;
    seen.units.showMoment(run.next(1, true));
    QVERIFY(page.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), tests::kPatienceMs);
    QVERIFY(page.ascent().excited.front() != before);
  }

  /// As during training: the next moment comes before the step is done.
  void aStepIsNotLostToTheNextMoment() {
    tests::RunOfMoments run = tests::imageMoments();
    WantsSeen shown(run.next(3));
    QVERIFY(shown.hasGone(0));
    shown.buttons[1]->click();
    shown.seen.units.showMoment(run.next(20));
    QVERIFY(shown.hasGone(1));
  }

  void theSampleThatItBeginsWithIsTheOneThatIsShown() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(3);
    WantsSeen shown(moment);
    shown.page.findChildren<QComboBox*>().back()->setCurrentIndex(2);
    QTRY_VERIFY(shown.page.ascent().x.size() == moment->input.values.size() &&
                shown.page.ascent().x == moment->input.values);
    auto other = std::make_shared<Moment>(*moment);
    other->input.values.array() = engine::Scalar(1) - other->input.values.array();
    shown.seen.units.showMoment(other);
    QTRY_VERIFY(shown.page.ascent().x == other->input.values);
  }

  void anotherUnitBeginsAnew() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(3);
    WantsSeen shown(moment);
    QVERIFY(shown.hasGone(0));
    shown.buttons[1]->click();
    QVERIFY(shown.hasGone(1));
    shown.seen.units.setChannel(3);
    QVERIFY(shown.hasGone(0));
    const tests::NaiveStage stage = tests::plainStack(*moment).stages[0];
    double z = stage.bias[3];
    for (std::size_t i = 0; i < 16; ++i) z += stage.weight[i * 5 + 3] / 2;
    QVERIFY(std::abs(shown.page.ascent().excited.back() - z) < 1e-4);
  }

  /// Moving along the time bar shows the unit's value at each moment.
  void whatHasNotBegunFollowsTheMoment() {
    tests::RunOfMoments run = tests::imageMoments();
    WantsSeen shown(run.next(3));
    QVERIFY(shown.hasGone(0));
    const MomentPtr later = run.next(20);
    shown.seen.units.showMoment(later);
    QVERIFY(shown.hasGone(0));
    const tests::NaiveStage stage = tests::plainStack(*later).stages[0];
    double z = stage.bias[0];
    for (std::size_t i = 0; i < 16; ++i) z += stage.weight[i * 5] / 2;
    QTRY_VERIFY(!shown.page.ascent().excited.empty() &&
                std::abs(shown.page.ascent().excited.back() - z) < 1e-4);
    // An ascent that has begun stays.
    shown.buttons[1]->click();
    QVERIFY(shown.hasGone(1));
    shown.seen.units.showMoment(run.next(20));
    QCOMPARE(shown.page.ascent().step(), std::int64_t{1});
  }

  void aTableStaysWithinItsRange() {
    tests::RunOfMoments run = tests::numbersRun();
    const MomentPtr moment = run.next(3);
    WantsSeen shown(moment);
    QVERIFY(shown.hasGone(0));
    double low = INFINITY;
    double high = -INFINITY;
    for (engine::Index n = 0; n < moment->dataset->train.size(); ++n) {
      const double x = static_cast<double>(engine::sample(moment->dataset->train, 2, n)[0]);
      low = std::min(low, x);
      high = std::max(high, x);
    }
    QVERIFY(std::abs(static_cast<double>(shown.page.ascent().x[0]) - (low + high) / 2) < 1e-5);
    QCOMPARE(shown.page.findChild<ValueBars*>()->bars().size(), std::size_t{2});
  }
};

PELLUCID_WINDOW_TEST(tst_wants_page, TestWantsPage)
#include "tst_wants_page.moc"
