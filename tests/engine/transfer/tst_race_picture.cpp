// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/race_picture.h"

#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestRacePicture : public QObject {
  Q_OBJECT

 private slots:
  void showsTheRaceAsItStood() {
    auto task = std::make_shared<const TransferTask>(smallTask());
    const auto arms = armsOf(*task, "scratch,frozen");
    auto race = ArmRace::create(task, arms, 6, 1, 5).value();
    const std::shared_ptr<const Network> source =
        Network::create(task->source.network, task->source.shape).value();
    for (int i = 0; i < 7; ++i) race.step();
    race.setFrozen(0, 1, true);
    const auto picture = pictureOf(race, source, 40);
    const Vector weights = race.lanes()[0].run.trainer().state().weights;
    race.setFrozen(0, 1, false);
    for (int i = 0; i < 5; ++i) race.step();  // which the picture does not show

    QCOMPARE(picture->step, 7);
    QCOMPARE(picture->steps, 40);
    QVERIFY(picture->task == task && picture->source == source);
    QCOMPARE(picture->arms.size(), 2U);
    const RacePicture::Arm& scratch = picture->arms[0];
    QCOMPARE(scratch.name, std::string("scratch"));
    QVERIFY(scratch.weights == weights);
    QCOMPARE(scratch.weights.size(), picture->network->parameterCount());
    QCOMPARE(scratch.points.size(), 2U);  // before the first step and after the fifth
    QCOMPARE(scratch.points[1].step, 5);
    QCOMPARE(scratch.frozen, (std::vector<bool>{false, true, false}));
    QVERIFY((scratch.turns == std::vector<PadlockTurn>{{.step = 7, .layer = 1, .isFrozen = true}}));
    QVERIFY(!scratch.hasDiverged);
    const RacePicture::Arm& frozen = picture->arms[1];
    QCOMPARE(frozen.frozen, (std::vector<bool>{true, true, false}));
    QVERIFY(frozen.trainableParameters < scratch.trainableParameters);
  }

  void saysWhichArmsDiverged() {
    TransferTask wild = smallTask();
    wild.training.optimizer = Optimizer::Sgd;
    wild.training.learningRate = 1e5;
    const auto arms = armsOf(wild, "scratch");
    auto race = ArmRace::create(std::make_shared<const TransferTask>(std::move(wild)), arms, 6, 1, 5).value();
    for (int i = 0; i < 400; ++i) race.step();
    QVERIFY(pictureOf(race, nullptr, 400)->arms[0].hasDiverged);
  }
};

PELLUCID_TEST(tst_race_picture, TestRacePicture)
#include "tst_race_picture.moc"
