// SPDX-License-Identifier: GPL-3.0-or-later
// The loss before the first step, against ln k.
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestInitialLoss : public QObject {
  Q_OBJECT

 private slots:
  void isThatOfAllSamples() {
    Experiment experiment = healthyExperiment(Activation::Relu);
    const auto data = changedData(syntheticDataset(100), [](Dataset& dataset) {
      for (Split* split : splitsOf(dataset)) {
        makeNumbers(*split, 6);
        split->numbers *= Scalar(100);
      }
    });
    DiagnosedRun run(experiment, data);
    run.goOnTo(0);
    const Finding* finding = run.found(DiagnosisRule::InitialLoss);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    const double loss =
        Evaluator()
            .evaluate(*run.trainer.network(), run.trainer.state().weights, data->train, Loss::CrossEntropy)
            .loss;
    QVERIFY(std::abs(evidence(*finding, "initial_loss") / loss - 1) < 1e-4);
    QVERIFY(std::abs(evidence(*finding, "loss_of_guessing") - std::log(3.0)) < 1e-9);
    QVERIFY(finding->severity == (loss > 10 * std::log(3.0) ? Severity::Warning : Severity::Note));
  }

  void nothingToSayOfAUsualBeginning() {
    DiagnosedRun run(healthyExperiment(), syntheticDataset(100));
    run.goOnTo(0);
    QVERIFY(run.found(DiagnosisRule::InitialLoss) == nullptr);
  }
};

PELLUCID_TEST(tst_initial_loss, TestInitialLoss)
#include "tst_initial_loss.moc"
