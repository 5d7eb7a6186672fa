// SPDX-License-Identifier: GPL-3.0-or-later
// The test loss turns while the training loss goes on falling.
#include <functional>

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOverFitting : public QObject {
  Q_OBJECT

 private slots:
  static RunStatistics run(const std::vector<double>& tests,
                           const std::function<double(std::int64_t)>& train) {
    const Experiment experiment = healthyExperiment();
    RunStatistics run{.experiment = experiment,
                      .network = Network::create(experiment.network, syntheticDataset(60)->shape).value(),
                      .data = dataStatistics(*syntheticDataset(60))};
    run.step = 100 * std::ssize(tests);
    run.stepsPerEpoch = 50;
    History history;
    for (std::int64_t step = 1; step <= run.step; ++step)
      history.train.push_back({.step = step, .metrics = {.loss = train(step)}});
    for (std::size_t i = 0; i < tests.size(); ++i)
      history.test.push_back({.step = 100 * std::int64_t(i + 1), .metrics = {.loss = tests[i]}});
    run.curves = curvesOf(history, run.step);
    return run;
  }

  void namesTheStepToGoBackTo() {
    const auto falls = [](std::int64_t step) { return std::exp(-double(step) / 150); };
    const auto found = diagnose(run({0.9, 0.6, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9}, falls));
    QCOMPARE(found.size(), 1U);
    QVERIFY(found[0].rule == DiagnosisRule::OverFitting && found[0].severity == Severity::Alarm);
    QCOMPARE(found[0].since, 300);
    QCOMPARE(evidence(found[0], "best_epoch"), 6.0);
    QCOMPARE(evidence(found[0], "best_test_loss"), 0.5);
    QVERIFY(std::abs(evidence(found[0], "test_loss") - 0.8) < 1e-9);
    QCOMPARE(*found[0].remedies[0].step, 300);
    // A new lowest loss clears it.
    QVERIFY(diagnose(run({0.9, 0.6, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.4}, falls), found).empty());
  }

  void notWhereTheTrainingLossRisesToo() {
    QVERIFY(
        diagnose(run({0.9, 0.6, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9}, [](std::int64_t) { return 0.5; })).empty());
  }
  void notWhereTheTestOnlyWavers() {
    const auto falls = [](std::int64_t step) { return std::exp(-double(step) / 150); };
    QVERIFY(diagnose(run({0.9, 0.6, 0.5, 0.55, 0.51, 0.56, 0.52, 0.51}, falls)).empty());
    QVERIFY(diagnose(run({0.09, 0.06, 0.05, 0.06, 0.06, 0.07, 0.08, 0.09}, falls))
                .empty());  // nearly everything is correct
  }
};

PELLUCID_TEST(tst_over_fitting, TestOverFitting)
#include "tst_over_fitting.moc"
