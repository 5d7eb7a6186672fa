// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/evaluation.h"

#include <QtTest>

#include <cmath>
#include <numeric>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestEvaluation : public QObject {
  Q_OBJECT

 private slots:
  /// Sizes on both sides of a multiple of any block, and a split smaller than one.
  void agreesWithTheDefinition_data() {
    QTest::addColumn<int>("samples");
    QTest::addColumn<Loss>("loss");
    for (const int samples : {1, 7, 249, 250, 251, 1000})
      for (const auto& loss : kEnumNames<Loss>)
        if (validate(loss.value, Activation::Softmax, 3))
          QTest::addRow("%d, %s", samples, loss.name.data()) << samples << loss.value;
  }

  void agreesWithTheDefinition() {
    QFETCH(int, samples);
    QFETCH(Loss, loss);
    const DatasetPtr dataset = syntheticDataset(samples);
    const Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, dataset->shape).value();
    const Vector weights = network->initialParameters(4);

    std::vector<std::uint32_t> all(static_cast<std::size_t>(samples));
    std::iota(all.begin(), all.end(), 0U);
    const auto batch = naiveBatch(dataset->train, dataset->inputs(), all);
    NaiveNetwork naive = naiveNetwork(experiment.network, dataset->inputs(), weights);
    naive.forward(batch);

    Evaluator evaluator;
    const Metrics metrics = evaluator.evaluate(*network, weights, dataset->train, loss);
    QVERIFY(isClose(metrics.loss, naive.loss(loss, batch)));
    QCOMPARE(metrics.accuracy, naive.accuracy(batch));
  }

  /// R², RMSE and MAE of two numbers, from answers written by hand.
  void errorsOfNumbersAgreeWithTheirFormulas() {
    constexpr Index kSamples = 301;  // more than a block
    Dataset dataset;
    dataset.shape = flatShape(2);
    dataset.targetNames = {"u", "v"};
    dataset.test.numbers.resize(2, kSamples);
    dataset.test.targets.resize(2, kSamples);
    for (Index i = 0; i < kSamples; ++i) {
      const auto t = static_cast<double>(i) / 50;
      dataset.test.numbers.col(i) << static_cast<Scalar>(std::sin(t)), static_cast<Scalar>(std::cos(3 * t));
      dataset.test.targets.col(i) << static_cast<Scalar>(2 * std::sin(t) + 0.3 * std::cos(7 * t)),
          static_cast<Scalar>(5 + std::cos(3 * t));
    }
    NetworkSpec spec;
    spec.layers = {dense(2, Activation::Linear)};
    const auto network = Network::create(spec, dataset.shape).value();
    const Vector weights = network->initialParameters(6);
    const ConstMatrixMap w = network->weight(weights, 0);
    const ConstVectorMap b = network->bias(weights, 0);
    double squares[2] = {}, absolutes = 0, sums[2] = {}, varied[2] = {};
    for (Index i = 0; i < kSamples; ++i)
      for (Index o = 0; o < 2; ++o) sums[o] += static_cast<double>(dataset.test.targets(o, i));
    for (Index i = 0; i < kSamples; ++i)
      for (Index o = 0; o < 2; ++o) {
        const auto y = static_cast<double>(dataset.test.targets(o, i));
        const double a = static_cast<double>(w(o, 0)) * static_cast<double>(dataset.test.numbers(0, i)) +
                         static_cast<double>(w(o, 1)) * static_cast<double>(dataset.test.numbers(1, i)) +
                         static_cast<double>(b[o]);
        squares[o] += (a - y) * (a - y);
        absolutes += std::abs(a - y);
        varied[o] += std::pow(y - sums[o] / kSamples, 2);
      }
    const Metrics metrics = Evaluator().evaluate(*network, weights, dataset.test, Loss::MeanSquares);
    QVERIFY(metrics.hasErrors() && !metrics.hasAccuracy());
    QVERIFY(isClose(metrics.rmse, std::sqrt((squares[0] + squares[1]) / (2.0 * kSamples))));
    QVERIFY(isClose(metrics.rmse, std::sqrt(metrics.loss)));  // which is the loss of mean squares
    QVERIFY(isClose(metrics.mae, absolutes / (2.0 * kSamples)));
    QVERIFY(isClose(metrics.r2, 1 - (squares[0] / varied[0] + squares[1] / varied[1]) / 2));

    dataset.test.targets.row(0).setConstant(1);  // nothing to explain
    const Metrics flat = Evaluator().evaluate(*network, weights, dataset.test, Loss::MeanSquares);
    QVERIFY(std::isnan(flat.r2) && flat.hasErrors());
  }

  void classesHaveNoSuchErrors() {
    const DatasetPtr dataset = syntheticDataset(10);
    const auto network = Network::create(smallExperiment().network, dataset->shape).value();
    const Metrics metrics =
        Evaluator().evaluate(*network, network->initialParameters(4), dataset->test, Loss::CrossEntropy);
    QVERIFY(!metrics.hasErrors() && std::isnan(metrics.r2));
  }

  void oneObjectServesSplitsOfAnySize() {
    const DatasetPtr dataset = syntheticDataset(600);
    const auto network = Network::create(smallExperiment().network, dataset->shape).value();
    const Vector weights = network->initialParameters(4);
    Evaluator reused;
    for (const Split* split : {&dataset->train, &dataset->test, &dataset->train}) {
      Evaluator fresh;
      QCOMPARE(reused.evaluate(*network, weights, *split, Loss::CrossEntropy),
               fresh.evaluate(*network, weights, *split, Loss::CrossEntropy));
    }
  }
};

PELLUCID_TEST(tst_evaluation, TestEvaluation)
#include "tst_evaluation.moc"
