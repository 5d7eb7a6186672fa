// SPDX-License-Identifier: GPL-3.0-or-later
// Steps that do harm, and their numbers.
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestStepsTooLarge : public QObject {
  Q_OBJECT

 private slots:
  void namesADivergence() {
    Experiment experiment = healthyExperiment(Activation::Relu);
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.learningRate = 1e5;
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(500);
    QVERIFY(run.diverged);
    const Finding* finding = run.found(DiagnosisRule::StepsTooLarge);
    QVERIFY(finding != nullptr && finding->severity == Severity::Alarm);
    QCOMPARE(evidence(*finding, "diverged_in_step"), double(run.diverged->step));
    QCOMPARE(evidence(*finding, "learning_rate"), 1e5);
    QCOMPARE(finding->since, run.diverged->step - 1);
    QCOMPARE(*finding->remedies[0].step, 0);
    QCOMPARE(finding->remedies[0].experiment->training.learningRate, 1e4);
  }

  /// The share by which a step changes the weights is that of the weights themselves.
  void measuresTheSteps() {
    Experiment experiment = healthyExperiment();
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.learningRate = 200;
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(400);
    const Finding* finding = run.found(DiagnosisRule::StepsTooLarge);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    double sum = 0;
    for (int step = 337; step <= 400; ++step)
      sum += run.history.train[std::size_t(step - 1)].metrics.loss / 64;
    QVERIFY(std::abs(evidence(*finding, "loss") - sum) < 1e-6);
  }

  /// Even if nothing measured the loss at the beginning of the present settings.
  void aLeapIsSeenWithoutItsBeginning() {
    const Experiment experiment = healthyExperiment();
    RunStatistics run{.experiment = experiment,
                      .network = Network::create(experiment.network, syntheticDataset(60)->shape).value(),
                      .data = dataStatistics(*syntheticDataset(60))};
    run.step = 1000;
    History history;
    for (std::int64_t step = 1; step <= run.step; ++step)
      history.train.push_back({.step = step, .metrics = {.loss = step < 300 ? 50.0 : 1.5}});
    run.curves = curvesOf(history, run.step);
    const auto findings = diagnose(run);
    const auto finding = std::ranges::find(findings, DiagnosisRule::StepsTooLarge, &Finding::rule);
    QVERIFY(finding != findings.end());
    const std::string sentence = finding->sentence.text();
    QVERIFY2(sentence.find("leapt to 50") != std::string::npos, sentence.c_str());
    QVERIFY(sentence.find("nan") == std::string::npos);
  }

  void nothingToSayOfUsualSteps() {
    DiagnosedRun run(healthyExperiment(), syntheticDataset(400));
    run.goOnTo(400);
    QVERIFY2(run.found(DiagnosisRule::StepsTooLarge) == nullptr, qPrintable(run.told()));
  }
};

PELLUCID_TEST(tst_steps_too_large, TestStepsTooLarge)
#include "tst_steps_too_large.moc"
