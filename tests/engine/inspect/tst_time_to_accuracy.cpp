// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/time_to_accuracy.h"

#include <QtTest>

#include <set>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// 80 samples in batches of 8 are ten steps an epoch, of which every second one is tested.
Experiment shortRun() {
  Experiment experiment = smallExperiment();
  experiment.training.learningRate = 0.02;
  experiment.training.stopping.epochs = 6;
  return experiment;
}

}  // namespace

/// When a level is reached depends on the seed; how long that takes is never tested.
class TestTimeToAccuracy : public QObject {
  Q_OBJECT

 private slots:
  void findsTheFirstTestThatReachesALevel() {
    const auto dataset = syntheticDataset(80);
    // The same run with all its tests recorded.
    Trainer trainer = Trainer::create(shortRun(), dataset).value();
    std::vector<double> tests;
    for (int step = 1; step <= 60; ++step) {
      trainer.step();
      if (step % 2 == 0) tests.push_back(trainer.evaluateTest().accuracy);
    }
    const double best = *std::max_element(tests.begin(), tests.end());
    const std::vector<double> levels = {0.0, (tests.front() + best) / 2, best, 1.5};
    QVERIFY(best > tests.front());

    const TimeToAccuracy measured = measureTimeToAccuracy(shortRun(), dataset, levels).value();
    QCOMPARE(measured.levels.size(), levels.size());
    double before = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      std::size_t first = 0;
      while (tests[first] < levels[i]) ++first;
      QVERIFY(measured.levels[i].has_value());
      QCOMPARE(measured.levels[i]->step, std::int64_t(2 * (first + 1)));
      QVERIFY(measured.levels[i]->seconds >= before && measured.levels[i]->seconds <= measured.seconds);
      before = measured.levels[i]->seconds;
    }
    QVERIFY(!measured.levels[3]);  // nothing is better than all
    QCOMPARE(measured.accuracy, tests.back());
  }

  void refusesWhatDoesNotFitOrDiverges() {
    Experiment experiment = shortRun();
    experiment.network.layers.back().units = 99;
    const std::vector<double> levels = {0.5};
    QVERIFY(!measureTimeToAccuracy(experiment, syntheticDataset(), levels));
    experiment = shortRun();
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.settings = defaultSettings(Optimizer::Sgd);
    experiment.training.learningRate = 1e6;
    QVERIFY(!measureTimeToAccuracy(experiment, syntheticDataset(), levels));
    experiment.training.stopping.epochs = 0;
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             (void)measureTimeToAccuracy(experiment, syntheticDataset(), levels));
  }

  /// Each case is one cycle that ends with its run.
  void casesHaveNamesAndEnds() {
    std::set<std::string> names;
    for (const AccuracyCase& one : accuracyCases()) {
      names.insert(one.name);
      const TrainingSpec& training = one.experiment.training;
      QCOMPARE(training.schedule.kind, ScheduleKind::OneCycle);
      QCOMPARE(training.schedule.epochs, training.stopping.epochs);
    }
    QCOMPARE(names.size(), std::size_t{3});
  }
};

PELLUCID_TEST(tst_time_to_accuracy, TestTimeToAccuracy)
#include "tst_time_to_accuracy.moc"
