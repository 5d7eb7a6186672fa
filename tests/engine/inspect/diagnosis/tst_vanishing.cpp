// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient of the lowest layer beside that of the highest, by plain means over a batch.
#include "engine/inspect/diagnosis/rules.h"
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestVanishing : public QObject {
  Q_OBJECT

 private slots:
  void measuresBothEnds() {
    Experiment experiment = healthyExperiment(Activation::Sigmoid);
    for (int i = 0; i < 9; ++i)
      experiment.network.layers.insert(experiment.network.layers.begin(), dense(8, Activation::Sigmoid));
    experiment.training.optimizer = Optimizer::Sgd;
    DiagnosedRun run(experiment, syntheticDataset(30));  // as few as one look sends back through the network
    run.goOnTo(800);
    const Finding* finding = run.found(DiagnosisRule::Vanishing);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    // All samples in one batch: the gradient of the next step.
    Experiment whole = run.trainer.experiment();
    whole.training.batchSize = 30;
    Trainer trainer = Trainer::create(whole, run.dataset).value();
    const std::int64_t looked = run.watch.looks().back().step;
    Trainer again = Trainer::create(experiment, run.dataset).value();
    while (again.state().step < looked) again.step();
    QVERIFY(trainer.setWeights(again.state().weights).has_value());
    trainer.step();
    const auto size = [&](std::size_t layer) {
      const ConstMatrixMap g = trainer.network()->weight(trainer.gradient(), layer);
      double squares = 0;
      for (Index i = 0; i < g.rows(); ++i)
        for (Index j = 0; j < g.cols(); ++j) squares += double(g(i, j)) * double(g(i, j));
      return std::sqrt(squares / double(g.size()));
    };
    QVERIFY(std::abs(evidence(*finding, "gradient_high") / size(10) - 1) < 1e-3);
    QVERIFY(std::abs(evidence(*finding, "gradient_low") / size(0) - 1) < 1e-3);
    QVERIFY(finding->places.front().layer == 0 && finding->places.back().layer < 10);
  }

  /// It is reported while little has been learned, and then holds until half has.
  void holdsUntilHalfIsLearned() {
    Experiment experiment = healthyExperiment(Activation::Sigmoid);
    for (int i = 0; i < 9; ++i)
      experiment.network.layers.insert(experiment.network.layers.begin(), dense(8, Activation::Sigmoid));
    experiment.training.optimizer = Optimizer::Sgd;
    DiagnosedRun run(experiment, syntheticDataset(30));
    run.goOnTo(800);
    RunStatistics statistics{.experiment = experiment,
                             .network = run.trainer.network(),
                             .data = dataStatistics(*run.dataset),
                             .step = 800,
                             .looks = {run.watch.looks().begin(), run.watch.looks().end()}};
    const auto found = [&](double left, const Finding* before) {
      statistics.curves.recent = {
          {.begin = 0, .end = 800, .points = 1, .loss = left * lossOfConstant(statistics)}};
      return findVanishing(statistics, before);
    };
    const MaybeFinding named = found(0.8, nullptr);
    QVERIFY(named.has_value());
    QVERIFY(!found(0.7, nullptr));
    QVERIFY(found(0.7, &*named));
    QVERIFY(found(0.55, &*named));
    QVERIFY(!found(0.45, &*named));
  }

  void notInAShallowNetwork() {
    DiagnosedRun run(healthyExperiment(Activation::Sigmoid), syntheticDataset(400));
    run.goOnTo(800);
    QVERIFY(run.found(DiagnosisRule::Vanishing) == nullptr);
  }
};

PELLUCID_TEST(tst_vanishing, TestVanishing)
#include "tst_vanishing.moc"
