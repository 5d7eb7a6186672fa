// SPDX-License-Identifier: GPL-3.0-or-later
// Arms side by side end in the bits of arms alone; a padlock keeps its layer's bits, is noted, and is not
// noticed by the other arms.
#include "engine/transfer/arm_race.h"

#include <QtTest>

#include "engine/transfer/few_samples.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr const char* kArms = "scratch,frozen,half,finetune";
constexpr std::size_t kHalf = 2;
constexpr std::size_t kFineTuned = 3;

ArmRace start(std::int64_t every = 5) {
  auto task = std::make_shared<const TransferTask>(smallTask());
  const auto arms = armsOf(*task, kArms);
  return ArmRace::create(std::move(task), arms, 6, 1, every).value();
}

const RunState& stateOf(const ArmRace& race, std::size_t arm) {
  return race.lanes()[arm].run.trainer().state();
}

Vector layerOf(const ArmRace& race, const Vector& all, std::size_t layer) {
  const Network& network = *race.lanes()[0].run.trainer().network();
  return all.segment(network.layerOffset(layer), network.layer(layer).parameterCount());
}

void advance(ArmRace& race, int steps) {
  for (int i = 0; i < steps; ++i) race.step();
}

}  // namespace

class TestArmRace : public QObject {
  Q_OBJECT

 private slots:
  void isTheSameAsEachArmAlone() {
    ArmRace race = start();
    advance(race, 17);
    QCOMPARE(race.steps(), 17);
    const TransferTask task = smallTask();
    const auto samples = fewSamples(*task.target, 6, 1, task.testSamples).value();
    const auto arms = armsOf(task, kArms);
    for (std::size_t i = 0; i < arms.size(); ++i) {
      ArmRun alone = ArmRun::create(task, arms[i], samples, 1).value();
      std::vector<ArmPoint> points{alone.measure()};
      for (int step = 1; step <= 17; ++step) {
        (void)alone.step();
        if (step % 5 == 0) points.push_back(alone.measure());
      }
      QVERIFY(stateOf(race, i) == alone.trainer().state());
      QVERIFY(race.lanes()[i].points == points);
    }
  }

  void padlocksKeepBitsThroughTurns() {
    ArmRace race = start();
    advance(race, 5);
    race.setFrozen(kFineTuned, 1, true);
    const RunState closed = stateOf(race, kFineTuned);
    advance(race, 7);
    const RunState after = stateOf(race, kFineTuned);
    QVERIFY(layerOf(race, after.weights, 1) == layerOf(race, closed.weights, 1));
    QVERIFY(layerOf(race, after.optimizer.first, 1) == layerOf(race, closed.optimizer.first, 1));
    QVERIFY(layerOf(race, after.optimizer.second, 1) == layerOf(race, closed.optimizer.second, 1));
    QVERIFY(layerOf(race, after.weights, 0) != layerOf(race, closed.weights, 0));
    race.setFrozen(kFineTuned, 1, false);
    advance(race, 1);
    QVERIFY(layerOf(race, stateOf(race, kFineTuned).weights, 1) != layerOf(race, closed.weights, 1));
    const std::vector<PadlockTurn> turns{{.step = 5, .layer = 1, .isFrozen = true},
                                         {.step = 12, .layer = 1, .isFrozen = false}};
    QVERIFY(race.lanes()[kFineTuned].turns == turns);
  }

  /// Thawing is recorded as if the padlock had been opened by hand, even if it was opened before.
  void thawedPadlocksAreNoted() {
    auto task = std::make_shared<const TransferTask>(smallTask());
    const auto arms = armsOf(*task, "frozen,thaw");
    ArmRace race = ArmRace::create(task, arms, 6, 1, 5).value();
    advance(race, 5);
    race.setFrozen(1, 0, false);
    advance(race, 11);
    const std::vector<PadlockTurn> turns{{.step = 4, .layer = 1, .isFrozen = false},
                                         {.step = 5, .layer = 0, .isFrozen = false}};
    QVERIFY(race.lanes()[1].turns == turns);
    QVERIFY(race.lanes()[0].turns.empty());
  }

  void otherArmsDoNotNotice() {
    ArmRace turned = start();
    ArmRace untouched = start();
    for (int i = 0; i < 12; ++i) {
      turned.setFrozen(kHalf, 1, i % 3 == 0);
      turned.step();
      untouched.step();
    }
    for (std::size_t arm = 0; arm < 4; ++arm)
      QCOMPARE(stateOf(turned, arm) == stateOf(untouched, arm), arm != kHalf);
  }

  void notesOnlyWhatChanged() {
    ArmRace race = start();
    race.setFrozen(kHalf, 0, true);  // it already is
    QVERIFY(race.lanes()[kHalf].turns.empty());
  }

  void refusesMoreSamplesThanThereAre() {
    auto task = std::make_shared<const TransferTask>(smallTask());
    const auto arms = armsOf(*task, kArms);
    const auto refused = ArmRace::create(task, arms, 5000, 1, 5);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"5000 samples"}), refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_arm_race, TestArmRace)
#include "tst_arm_race.moc"
