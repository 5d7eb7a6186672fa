// SPDX-License-Identifier: GPL-3.0-or-later
// A race that is watched ends in the same bits as one that is not, at any pace and through pauses; padlocks
// turn; and what is forgotten tells nothing more.
#include "engine/transfer/race_player.h"

#include <QtTest>
#include <atomic>
#include <semaphore>
#include <stdexcept>
#include <thread>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr const char* kWatchedArms = "scratch,frozen,half,finetune";
constexpr std::size_t kTurned = 3;
constexpr std::int64_t kEndless = 1'000'000'000;

TransferDesign designOf(std::int64_t steps) {
  TransferDesign design;
  design.arms = kWatchedArms;
  design.steps = steps;
  design.fineTuneFactor = 0.5;  // as in armsOf()
  return design;
}

/// Polls until `isEnough(news, newest picture)`, as a window does; hangs if that never happens.
template <class IsEnough>
std::shared_ptr<const RacePicture> lookUntil(RacePlayer& player, const IsEnough& isEnough) {
  std::shared_ptr<const RacePicture> newest;
  for (;;) {
    const RacePlayer::News news = player.poll();
    if (news.picture) newest = news.picture;
    if (isEnough(news, newest)) return newest;
    std::this_thread::yield();
  }
}

std::shared_ptr<const RacePicture> lookUntilItRests(RacePlayer& player) {
  return lookUntil(player, [](const RacePlayer::News& news, const auto&) { return news.isResting; });
}

/// The same arms with nothing watching.
ArmRace unwatched() {
  auto task = std::make_shared<const TransferTask>(smallTask());
  const auto arms = armsOf(*task, kWatchedArms);
  return ArmRace::create(std::move(task), arms, 6, RacePlayer::kSeed, 5).value();
}

}  // namespace

class TestRacePlayer : public QObject {
  Q_OBJECT

 private slots:
  void endsAsAnUnwatchedRace_data() {
    QTest::addColumn<double>("speed");
    QTest::newRow("as fast as it goes") << 0.0;
    QTest::newRow("at a pace") << 2000.0;
  }

  void endsAsAnUnwatchedRace() {
    QFETCH(double, speed);
    RacePlayer player;
    player.begin(smallTaskFor, designOf(40), 6, speed);
    const auto picture = lookUntilItRests(player);
    QCOMPARE(picture->step, 40);
    ArmRace race = unwatched();
    for (int i = 0; i < 40; ++i) race.step();
    for (std::size_t i = 0; i < 4; ++i) {
      QVERIFY(picture->arms[i].weights == race.lanes()[i].run.trainer().state().weights);
      QVERIFY(picture->arms[i].points == race.lanes()[i].points);
    }
  }

  void pausesStepsAndTurnsPadlocks() {
    RacePlayer player;
    player.begin(smallTaskFor, designOf(kEndless), 6, 0);
    lookUntil(player, [](const auto&, const auto& newest) { return newest && newest->step > 1; });
    player.setPlaying(false);
    player.step();  // so that there is a last picture in any case
    const auto paused = lookUntilItRests(player);
    player.setFrozen(kTurned, 0, true);
    const auto turned = lookUntilItRests(player);
    QCOMPARE(turned->step, paused->step);
    QVERIFY(turned->arms[kTurned].frozen[0]);
    QCOMPARE(turned->arms[kTurned].turns.size(), 1U);
    player.step();
    player.step();
    const auto stepped = lookUntilItRests(player);
    QCOMPARE(stepped->step, paused->step + 2);
    const Index count = stepped->network->layer(0).parameterCount();
    QVERIFY(stepped->arms[kTurned].weights.head(count) == paused->arms[kTurned].weights.head(count));
    QVERIFY(stepped->arms[kTurned].weights != paused->arms[kTurned].weights);
  }

  /// At one step an hour, only what does not wait for the pace can ever be seen.
  void ordersDoNotWaitForThePace() {
    constexpr double kOneAnHour = 1.0 / 3600;
    RacePlayer player;
    player.begin(smallTaskFor, designOf(kEndless), 6, kOneAnHour);
    lookUntil(player, [](const auto&, const auto& newest) { return newest && newest->step == 1; });
    player.setFrozen(kTurned, 0, true);
    lookUntil(player,
              [](const auto&, const auto& newest) { return newest && newest->arms[kTurned].frozen[0]; });
    player.setPlaying(false);
    lookUntilItRests(player);
    player.step();
    QCOMPARE(lookUntilItRests(player)->step, 2);
    player.setPlaying(true);
    player.setSpeed(0);
    lookUntil(player, [](const auto&, const auto& newest) { return newest && newest->step > 10; });
    player.setSpeed(kOneAnHour);
    player.setPlaying(false);
    player.step();
    lookUntilItRests(player);
  }

  void aNewRunTakesThePlaceOfTheOneUnderWay() {
    RacePlayer player;
    player.begin(smallTaskFor, designOf(kEndless), 6, 0);
    lookUntil(player, [](const auto&, const auto& newest) { return newest && newest->step > 0; });
    player.begin(smallTaskFor, designOf(3), 6, 0);
    QCOMPARE(lookUntilItRests(player)->steps, 3);
  }

  void whatIsForgottenTellsNothing() {
    RacePlayer player;
    QVERIFY(!player.hasRun());
    player.setPlaying(true);
    player.step();
    player.begin(smallTaskFor, designOf(kEndless), 6, 0);
    QVERIFY(player.hasRun());
    player.end();
    QVERIFY(!player.hasRun());
    const RacePlayer::News news = player.poll();
    QVERIFY(news.picture == nullptr && !news.error && news.isResting);
  }

  /// The task may take long to make; its maker sees that it is no longer wanted.
  void loadingEndsWhenItIsForgotten() {
    std::binary_semaphore begun{0};
    std::atomic<bool> isCancelled = false;
    {
      RacePlayer player;
      player.begin(
          [&](const Progress& progress, const SourceListener&) -> Result<TransferTask> {
            begun.release();
            while (!progress.isCancelled()) std::this_thread::yield();  // would last for ever
            isCancelled = true;
            return Progress::cancelled();
          },
          designOf(1), 6, 0);
      begun.acquire();
    }
    QVERIFY(isCancelled);
  }

  void errorsEndTheRun() {
    const auto errorOf = [](const TaskSource& source, const TransferDesign& design, Index samples) {
      RacePlayer player;
      player.begin(source, design, samples, 0);
      std::optional<Error> error;
      lookUntil(player, [&error](const RacePlayer::News& news, const auto&) {
        error = news.error;
        return error.has_value();
      });
      return player.hasRun() ? "it still runs" : error->text();
    };
    const auto fails = [](const Progress&, const SourceListener&) -> Result<TransferTask> {
      return Error{message("no such data")};
    };
    const auto throws = [](const Progress&, const SourceListener&) -> Result<TransferTask> {
      throw std::runtime_error("too large");
    };
    TransferDesign noArm = designOf(10);
    noArm.arms = "legs";
    QCOMPARE(errorOf(fails, designOf(10), 6), std::string("no such data"));
    QVERIFY(mentions(errorOf(throws, designOf(10), 6), {"too large"}));
    QVERIFY(mentions(errorOf(smallTaskFor, noArm, 6), {"legs"}));
    QVERIFY(mentions(errorOf(smallTaskFor, designOf(10), 5000), {"5000 samples"}));
  }
};

PELLUCID_TEST(tst_race_player, TestRacePlayer)
#include "tst_race_player.moc"
