// SPDX-License-Identifier: GPL-3.0-or-later
// Units that are equal to the bit.
#include <set>

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestEqualUnits : public QObject {
  Q_OBJECT

 private slots:
  void ofZerosAndConstants() {
    for (const Initializer initializer : {Initializer::Zeros, Initializer::Constant}) {
      Experiment experiment = healthyExperiment();
      experiment.network.initializer = initializer;
      DiagnosedRun run(experiment, syntheticDataset(400));
      // Units that are equal and not zero take the same step except for rounding, which depends on the
      // processor.
      run.goOnTo(initializer == Initializer::Zeros ? 300 : 0);
      const Finding* finding = run.found(DiagnosisRule::EqualUnits);
      QVERIFY(finding != nullptr && finding->severity == Severity::Alarm);
      QCOMPARE(finding->since, 0);
      std::set<std::vector<Scalar>> different;
      const ConstMatrixMap w = run.trainer.network()->weight(run.trainer.state().weights, 0);
      for (Index unit = 0; unit < 8; ++unit) {
        const Vector row = w.row(unit);
        different.emplace(row.begin(), row.end());
      }
      QCOMPARE(different.size(), 1U);
      QCOMPARE(evidence(*finding, "equal_units"), 8.0);
      // The first remedy makes them different.
      DiagnosedRun cured(*finding->remedies[0].experiment, syntheticDataset(400));
      cured.goOnTo(300);
      QVERIFY(cured.found(DiagnosisRule::EqualUnits) == nullptr);
    }
  }

  /// Initialising them in the same way is not a remedy.
  void remediesChangeSomething() {
    const Experiment experiment = healthyExperiment();
    const auto network = Network::create(experiment.network, syntheticDataset(60)->shape).value();
    const Vector zeros = Vector::Zero(network->parameterCount());
    RunStatistics run{.experiment = experiment,
                      .network = network,
                      .data = dataStatistics(*syntheticDataset(60)),
                      .looks = {*lookAt(experiment, *network, *syntheticDataset(60), zeros, 0)}};
    const auto findings = diagnose(run);
    const auto finding = std::ranges::find(findings, DiagnosisRule::EqualUnits, &Finding::rule);
    QVERIFY(finding != findings.end() && !finding->remedies.empty());
    for (const Remedy& remedy : finding->remedies) QVERIFY(*remedy.experiment != experiment);
  }

  /// A layer of zeros below one initialised at random becomes unequal in the first step.
  void notWhereOneLayerIsZero() {
    Experiment experiment = healthyExperiment();
    experiment.network.layers[0].initializer = Initializer::Zeros;
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(300);
    QVERIFY2(run.found(DiagnosisRule::EqualUnits) == nullptr, qPrintable(run.told()));
  }
};

PELLUCID_TEST(tst_equal_units, TestEqualUnits)
#include "tst_equal_units.moc"
