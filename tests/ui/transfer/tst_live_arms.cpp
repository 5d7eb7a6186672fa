// SPDX-License-Identifier: GPL-3.0-or-later
// Arms that are watched end in the same bits as arms that are not, at any pace and through pauses; padlocks
// turn; and nothing runs while it is paused.
#include "ui/transfer/live_arms.h"

#include <QtTest>

#include "engine/transfer/few_samples.h"
#include "tests/support/patience.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::tests;
using namespace pellucid::ui;

namespace {

engine::TaskSource openSmall(const TransferChoice&) {
  return smallTaskFor;
}

TransferChoice choiceOf(std::int64_t steps) {
  TransferChoice choice;
  choice.design.arms = "scratch,frozen,half,finetune";
  choice.design.steps = steps;
  choice.design.fineTuneFactor = 0.5;  // as in armsOf()
  return choice;
}

}  // namespace

class TestLiveArms : public QObject {
  Q_OBJECT

 private slots:
  void endsAsAnUnwatchedRace() {
    LiveArms arms(openSmall);
    arms.setSpeed(0);
    arms.begin(choiceOf(40), 6);
    QTRY_VERIFY_WITH_TIMEOUT(arms.isFinished(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(arms.isResting(), kPatienceMs);
    QVERIFY(!arms.isPlaying());
    auto task = std::make_shared<const engine::TransferTask>(smallTask());
    const auto same = armsOf(*task, "scratch,frozen,half,finetune");
    auto race = engine::ArmRace::create(std::move(task), same, 6, engine::RacePlayer::kSeed, 5).value();
    for (int i = 0; i < 40; ++i) race.step();
    for (std::size_t i = 0; i < 4; ++i) {
      QVERIFY(arms.picture()->arms[i].weights == race.lanes()[i].run.trainer().state().weights);
      QVERIFY(arms.picture()->arms[i].points == race.lanes()[i].points);
    }
  }

  void beginsBeforeItsFirstStep() {
    LiveArms arms(openSmall);
    arms.begin(choiceOf(40), 6, false);
    QTRY_VERIFY_WITH_TIMEOUT(arms.picture() != nullptr && arms.isResting(), kPatienceMs);
    QVERIFY(!arms.isPlaying());
    QCOMPARE(arms.picture()->step, 0);
    arms.step();
    QTRY_COMPARE_WITH_TIMEOUT(arms.picture()->step, 1, kPatienceMs);
  }

  void pausesStepsAndTurnsPadlocks() {
    LiveArms arms(openSmall);
    arms.setSpeed(20);
    arms.begin(choiceOf(100'000), 6);
    QTRY_VERIFY_WITH_TIMEOUT(arms.picture() != nullptr && arms.picture()->step > 1, kPatienceMs);
    arms.setPlaying(false);
    QTRY_VERIFY_WITH_TIMEOUT(arms.isResting(), kPatienceMs);
    const auto paused = arms.picture();
    arms.setFrozen(3, 0, true);
    QTRY_VERIFY_WITH_TIMEOUT(arms.picture()->arms[3].frozen[0], kPatienceMs);
    QCOMPARE(arms.picture()->step, paused->step);
    QCOMPARE(arms.picture()->arms[3].turns.size(), 1U);
    arms.step();
    QTRY_VERIFY_WITH_TIMEOUT(arms.isResting(), kPatienceMs);
    QCOMPARE(arms.picture()->step, paused->step + 1);
    const auto first = [](const std::shared_ptr<const engine::RacePicture>& picture) -> engine::Vector {
      return picture->arms[3].weights.head(picture->network->layer(0).parameterCount());
    };
    QVERIFY(first(arms.picture()) == first(paused));
    QVERIFY(arms.picture()->arms[3].weights != paused->arms[3].weights);
  }

  void tellsOfErrorsAndBeginsAgain() {
    LiveArms arms(openSmall);
    QSignalSpy failed(&arms, &LiveArms::failed);
    arms.begin(choiceOf(10), 5000);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
    QVERIFY(failed[0][0].toString().contains("5,000 samples"));
    QVERIFY(arms.isResting());
    arms.setSpeed(0);
    arms.begin(choiceOf(10), 6);
    QTRY_VERIFY_WITH_TIMEOUT(arms.isFinished(), kPatienceMs);
    arms.clear();
    QVERIFY(arms.picture() == nullptr);
    QVERIFY(arms.isResting());
  }
};

PELLUCID_WINDOW_TEST(tst_live_arms, TestLiveArms)
#include "tst_live_arms.moc"
