// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/training_numbers.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

namespace {

/// The result of parsing this option text; throws the parser's exceptions.
app::TrainingNumbers parsed(const std::string& text) {
  CLI::App command;
  app::TrainingNumbers numbers;
  app::addTrainingNumbers(command, numbers);
  command.parse(text);
  return numbers;
}

}  // namespace

class TestTrainingNumbers : public QObject {
  Q_OBJECT

 private slots:
  void whatIsGivenIsPutIn() {
    const auto numbers = parsed(
        "--momentum 0.8 --weight-decay 0.02 --clip-norm 3 --schedule step,every=2,factor=0.5 "
        "--augment-shift 0.1 --augment-turn 10 --label-smoothing 0.1 --target-accuracy 0.97 --patience 4");
    engine::TrainingSpec training;
    engine::TrainingSpec expected;
    expected.settings.momentum = 0.8;
    expected.settings.weightDecay = 0.02;
    expected.clipping.norm = 3;
    expected.augmentation = {.shift = 0.1, .turn = 10};
    expected.schedule.kind = engine::ScheduleKind::Step;
    expected.schedule.every = 2;
    expected.schedule.factor = 0.5;
    expected.labelSmoothing = 0.1;
    expected.stopping.targetAccuracy = 0.97;
    expected.stopping.patience = 4;
    app::applyNumbers(numbers, training);
    QCOMPARE(training, expected);
  }

  /// A project's own numbers stay if an option is not given.
  void whatIsNotGivenStays() {
    engine::TrainingSpec training;
    training.settings.beta1 = 0.5;
    training.stopping.patience = 9;
    const engine::TrainingSpec before = training;
    app::applyNumbers(parsed(""), training);
    QCOMPARE(training, before);
  }

  void settingsBelongToOptimizers() {
    const auto numbers = parsed("--rho 0.5");
    QVERIFY(app::checkNumbers(numbers, engine::Optimizer::AdaDelta).has_value());
    const auto refused = app::checkNumbers(numbers, engine::Optimizer::Adam);
    QVERIFY(!refused.has_value());
    QVERIFY(mentions(refused.error().text(), {"--rho", "0.5", "adam", "adadelta"}));
  }

  void outOfRange_data() {
    QTest::addColumn<QString>("option");
    for (const char* option :
         {"--momentum 1", "--epsilon 0", "--l2 -1", "--clip-norm -1", "--label-smoothing 1",
          "--target-accuracy 2", "--patience -1", "--schedule none", "--rho half"})
      QTest::newRow(option) << option;
  }
  void outOfRange() {
    QFETCH(QString, option);
    QVERIFY_THROWS_EXCEPTION(CLI::Error, parsed(option.toStdString()));
  }
};

PELLUCID_TEST(tst_training_numbers, TestTrainingNumbers)
#include "tst_training_numbers.moc"
