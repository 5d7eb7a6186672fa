// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/evaluation.h"

#include <QtTest>

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
