// SPDX-License-Identifier: GPL-3.0-or-later
// Dead units, counted by plain loops over the samples.
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestDeadUnits : public QObject {
  Q_OBJECT

 private slots:
  void countsThoseThatGiveNothing() {
    Experiment experiment = healthyExperiment(Activation::Relu);
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.learningRate = 8;
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(800);
    const Finding* finding = run.found(DiagnosisRule::DeadUnits);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    const Vector& weights = run.trainer.state().weights;
    const ConstMatrixMap w = run.trainer.network()->weight(weights, 0);
    const ConstVectorMap b = run.trainer.network()->bias(weights, 0);
    std::vector<Index> dead;
    for (Index unit = 0; unit < 8; ++unit) {
      bool isAlive = false;
      for (Index i = 0; i < 400; ++i) {
        const Vector x = sample(run.dataset->train, 6, i);
        double z = b[unit];
        for (Index from = 0; from < 6; ++from) z += double(w(unit, from)) * double(x[from]);
        isAlive = isAlive || z > 0;
      }
      if (!isAlive) dead.push_back(unit);
    }
    QVERIFY(finding->places.size() == 1 && finding->places[0].layer == 0);
    QVERIFY(finding->places[0].units == dead);
    QCOMPARE(evidence(*finding, "dead_units"), double(dead.size()));
    QCOMPARE(evidence(*finding, "samples"), 400.0);
  }

  void aLeakyUnitIsNeverDead() {
    Experiment experiment = healthyExperiment(Activation::LeakyRelu);
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.learningRate = 8;
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(800);
    QVERIFY(run.found(DiagnosisRule::DeadUnits) == nullptr);
  }

  /// One look is not enough, and one in which they are alive again clears it.
  void takesTwoLooks() {
    const Experiment experiment = healthyExperiment(Activation::Relu);
    RunStatistics run{.experiment = experiment,
                      .network = Network::create(experiment.network, syntheticDataset(60)->shape).value(),
                      .data = dataStatistics(*syntheticDataset(60))};
    const auto look = [](std::int64_t step, std::vector<Index> dead) {
      RunLook one{.step = step, .samples = 60};
      one.layers.resize(2);
      one.layers[0] = {.units = 8, .dead = std::move(dead)};
      one.layers[1].units = 3;
      return one;
    };
    run.looks = {look(0, {}), look(250, {1, 2, 3, 4})};
    QVERIFY(diagnose(run).empty());
    run.looks.push_back(look(750, {2, 3, 4, 5}));
    const std::vector<Finding> found = diagnose(run);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].since, 250);
    QVERIFY(found[0].places[0].units == (std::vector<Index>{2, 3, 4}));
    QVERIFY(found[0].severity == Severity::Warning);
    QCOMPARE(*found[0].remedies[0].step, 0);  // where they were last alive
    run.looks.push_back(look(2250, {}));
    QVERIFY(diagnose(run, found).empty());
  }
};

PELLUCID_TEST(tst_dead_units, TestDeadUnits)
#include "tst_dead_units.moc"
