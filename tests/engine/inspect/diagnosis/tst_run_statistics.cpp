// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_statistics.h"

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

RunStatistics statisticsOf(const Experiment& experiment, const DatasetPtr& data) {
  return {.experiment = experiment,
          .network = Network::create(experiment.network, data->shape).value(),
          .data = dataStatistics(*data)};
}

}  // namespace

class TestRunStatistics : public QObject {
  Q_OBJECT

 private slots:
  /// No constant answer on a fine grid does better, and one of them does nearly as well.
  void theConstantIsTheBestOne_data() {
    QTest::addColumn<int>("loss");
    QTest::addColumn<int>("output");
    QTest::addColumn<QString>("data");
    QTest::newRow("BCE") << int(Loss::BinaryCrossEntropy) << int(Activation::Sigmoid) << "gauss";
    QTest::newRow("hinge") << int(Loss::Hinge) << int(Activation::Linear) << "gauss";
    QTest::newRow("squares of classes") << int(Loss::MeanSquares) << int(Activation::Sigmoid) << "gauss";
    QTest::newRow("squares") << int(Loss::MeanSquares) << int(Activation::Linear) << "curve";
    QTest::newRow("half squares") << int(Loss::MeanSquaredError) << int(Activation::Linear) << "curve";
    QTest::newRow("Huber") << int(Loss::Huber) << int(Activation::Linear) << "curve";
  }
  void theConstantIsTheBestOne() {
    QFETCH(int, loss);
    QFETCH(int, output);
    QFETCH(QString, data);
    Experiment experiment;
    experiment.network.layers = {dense(1, static_cast<Activation>(output))};
    experiment.training.loss = static_cast<Loss>(loss);
    const DatasetPtr dataset = points(data.toStdString());
    const double found = lossOfConstant(statisticsOf(experiment, dataset));
    const TargetCoding coding = targetCoding(experiment.training.loss, static_cast<Activation>(output), 1);
    std::vector<std::uint32_t> all(static_cast<std::size_t>(dataset->train.size()));
    std::iota(all.begin(), all.end(), 0U);
    Matrix y;
    gatherTargets(coding, dataset->train, all, y);
    double best = INFINITY;
    for (double z = -4; z <= 4; z += 0.01) {
      LayerTrace trace;
      trace.z = Matrix::Constant(1, y.cols(), static_cast<Scalar>(z));
      activate(static_cast<Activation>(output), trace.z, trace.a);
      best = std::min(best, lossSum(experiment.training.loss, trace, y) / double(y.cols()));
    }
    QVERIFY2(std::abs(found - best) < 0.01 * best, qPrintable(QString("%1 and %2").arg(found).arg(best)));
  }

  void ofManyClassesItIsTheirEntropy() {
    const DatasetPtr data = syntheticDataset(60);
    double entropy = 0;
    for (std::uint8_t label = 0; label < 3; ++label) {
      const double share = double(std::ranges::count(data->train.labels, label)) / 60;
      entropy -= share * std::log(share);
    }
    QVERIFY(std::abs(lossOfConstant(statisticsOf(smallExperiment(), data)) - entropy) < 1e-9);
  }

  void whatIsLeftIsAShareOfIt() {
    RunStatistics run = statisticsOf(smallExperiment(), syntheticDataset(60));
    QVERIFY(std::isnan(lossLeft(run)));
    History history;
    for (int step = 1; step <= 50; ++step) history.train.push_back({.step = step, .metrics = {.loss = 0.5}});
    run.curves = curvesOf(history, 50);
    QVERIFY(std::abs(lossLeft(run) - 0.5 / lossOfConstant(run)) < 1e-9);
  }

  void learningLayersHaveWeightsAndNoPadlock() {
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dropout(0.5));
    QVERIFY(learningLayers(statisticsOf(experiment, syntheticDataset(60))) ==
            (std::vector<std::size_t>{0, 2}));
    experiment.network.layers[0].frozen = true;
    QVERIFY(learningLayers(statisticsOf(experiment, syntheticDataset(60))) == (std::vector<std::size_t>{2}));
  }
};

PELLUCID_TEST(tst_run_statistics, TestRunStatistics)
#include "tst_run_statistics.moc"
