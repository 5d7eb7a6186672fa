// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/rewind.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Trainer smallTrainer() {
  return Trainer::create(smallExperiment(), syntheticDataset()).value();
}

void train(Trainer& trainer, Rewind& rewind, std::int64_t steps) {
  for (std::int64_t i = 0; i < steps; ++i) {
    rewind.remember(trainer);
    QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
  }
}

/// Enough for so many states of the small experiment.
std::size_t memoryFor(std::size_t states) {
  const RunState state = smallTrainer().state();
  const auto scalars = state.weights.size() + state.optimizer.first.size() + state.optimizer.second.size();
  return states * (static_cast<std::size_t>(scalars) * sizeof(Scalar) + sizeof(RunState));
}

}  // namespace

class TestRewind : public QObject {
  Q_OBJECT

 private slots:
  void backAsOftenAsForthIsTheStart_data() {
    QTest::addColumn<Experiment>("experiment");
    for (const auto& [optimizer, name] : kEnumNames<Optimizer>) {
      Experiment experiment = smallExperiment();
      experiment.training.optimizer = optimizer;
      experiment.training.settings = defaultSettings(optimizer);
      QTest::newRow(name.data()) << experiment;
    }
    Experiment experiment = smallExperiment();
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin() + 1, {batchNorm(Activation::Relu), dropout(0.3)});
    QTest::newRow("batch norm and dropout") << experiment;
  }
  void backAsOftenAsForthIsTheStart() {
    QFETCH(Experiment, experiment);
    Trainer trainer = Trainer::create(experiment, syntheticDataset()).value();
    Rewind rewind;
    const RunState start = trainer.state();
    train(trainer, rewind, 20);
    for (int i = 0; i < 20; ++i) rewind.goBack(trainer, trainer.state().step - 1);
    QCOMPARE(trainer.state(), start);
    rewind.goBack(trainer, -5);
    QCOMPARE(trainer.state(), start);
  }

  /// Only a few states fit, so most steps are trained again.
  void everyStepIsReachedBitForBitWithLittleMemory() {
    Trainer trainer = smallTrainer();
    Rewind rewind(memoryFor(5));
    std::vector<RunState> states;
    for (int i = 0; i < 100; ++i) {
      states.push_back(trainer.state());
      train(trainer, rewind, 1);
      QVERIFY(rewind.keptStates() <= 5);
    }
    QCOMPARE(rewind.earliest(), 0);
    for (const std::size_t step : {99U, 98U, 70U, 41U, 40U, 3U, 0U}) {
      rewind.goBack(trainer, static_cast<std::int64_t>(step));
      QCOMPARE(trainer.state(), states[step]);
    }
    // And forth again, to the same bits.
    train(trainer, rewind, 60);
    QCOMPARE(trainer.state(), states[60]);
  }

  /// Changes in mid-run happen again where they happened.
  void changesOfTheSettingAreGoneThroughAgain() {
    Trainer trainer = smallTrainer();
    Rewind rewind(memoryFor(2));
    std::vector<RunState> states;
    for (int i = 0; i < 40; ++i) {
      if (i == 10) trainer.setLearningRate(0.05);
      if (i == 17) trainer.setFrozen(0, true);
      if (i == 25) trainer.setFrozen(0, false);
      if (i == 10 || i == 17 || i == 25) rewind.rememberSetting(trainer);
      states.push_back(trainer.state());
      train(trainer, rewind, 1);
    }
    for (const std::size_t step : {39U, 30U, 25U, 20U, 12U, 10U}) {
      rewind.goBack(trainer, static_cast<std::int64_t>(step));
      QCOMPARE(trainer.state(), states[step]);
    }
    QCOMPARE(trainer.experiment().training.learningRate, 0.05);
    rewind.goBack(trainer, 9);
    QCOMPARE(trainer.state(), states[9]);
    QCOMPARE(trainer.experiment().training.learningRate, smallExperiment().training.learningRate);
  }

  /// What was set by hand is set again on the way, and forgotten when the way goes back over it.
  void editsByHandAreMadeAgain() {
    for (const std::size_t kept : {1U, 3U, 100U}) {
      Trainer trainer = smallTrainer();
      Rewind rewind(memoryFor(kept));
      std::vector<RunState> states;
      const auto edit = [&](Index index, double value) {
        trainer.setParameter(index, static_cast<Scalar>(value));
        rewind.rememberParameter(trainer, index);
      };
      for (int i = 0; i < 30; ++i) {
        if (i == 0) edit(2, 0.25);
        if (i == 13) edit(5, -0.5);
        if (i == 13) edit(5, 0.75);
        if (i == 14) edit(0, 1);
        states.push_back(trainer.state());
        train(trainer, rewind, 1);
      }
      QCOMPARE(states[13].weights[5], Scalar(0.75));
      for (const std::size_t step : {29U, 20U, 14U, 13U, 12U, 5U, 0U}) {
        rewind.goBack(trainer, static_cast<std::int64_t>(step));
        QCOMPARE(trainer.state(), states[step]);
      }
      QCOMPARE(trainer.state().weights[2], Scalar(0.25));
    }
  }

  void keepsOneStateHoweverSmallTheMemory() {
    Trainer trainer = smallTrainer();
    Rewind rewind(1);
    const RunState start = trainer.state();
    train(trainer, rewind, 9);
    QCOMPARE(rewind.keptStates(), std::size_t{1});
    rewind.goBack(trainer, 0);
    QCOMPARE(trainer.state(), start);
  }
};

PELLUCID_TEST(tst_rewind, TestRewind)
#include "tst_rewind.moc"
