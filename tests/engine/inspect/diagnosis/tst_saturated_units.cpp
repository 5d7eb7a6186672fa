// SPDX-License-Identifier: GPL-3.0-or-later
// Units at their ends, and the same without the fault.
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestSaturatedUnits : public QObject {
  Q_OBJECT

 private slots:
  static Experiment prices(const std::string& name) {
    Experiment experiment = healthyExperiment();
    experiment.data.name = name;
    experiment.network.layers = {dense(8, Activation::Tanh), dense(1, Activation::Linear)};
    experiment.training.loss = Loss::MeanSquares;
    return experiment;
  }

  void largeInputsPushThemThere() {
    DiagnosedRun run(prices("prices"), points("prices"));
    run.goOnTo(0);
    const Finding* finding = run.found(DiagnosisRule::SaturatedUnits);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    const ConstMatrixMap w = run.trainer.network()->weight(run.trainer.state().weights, 0);
    std::vector<Index> stuck;
    for (Index unit = 0; unit < 8; ++unit) {
      int low = 0, high = 0, all = 0;
      for (Index i = 0; i < run.dataset->train.size(); ++i, ++all) {
        double z = 0;
        for (Index from = 0; from < 4; ++from)
          z += double(w(unit, from)) * double(run.dataset->train.numbers(from, i));
        low += std::tanh(z) < -0.97;
        high += std::tanh(z) > 0.97;
      }
      if (low == all || high == all) stuck.push_back(unit);
    }
    // A look sees some of the samples, so it may consider a unit stuck that is not quite.
    QVERIFY(std::ranges::includes(finding->places[0].units, stuck));
    QVERIFY(evidence(*finding, "share_at_ends") > 0.5);
    QCOMPARE(evidence(*finding, "stuck_units"), double(finding->places[0].units.size()));
    QCOMPARE(finding->remedies[0].experiment->data.name, "prices+standardise");
  }

  void notOfStandardisedOnes() {
    DiagnosedRun run(prices("prices+standardise"), points("prices+standardise"));
    run.goOnTo(800);
    QVERIFY2(run.watch.findings().empty(), qPrintable(run.told()));
  }
};

PELLUCID_TEST(tst_saturated_units, TestSaturatedUnits)
#include "tst_saturated_units.moc"
