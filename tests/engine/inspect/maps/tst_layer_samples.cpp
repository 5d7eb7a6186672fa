// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/layer_samples.h"

#include <QtTest>

#include <algorithm>
#include <set>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestLayerSamples : public QObject {
  Q_OBJECT

 private slots:
  void soManyAsTheMemoryHolds() {
    NetworkSpec spec;
    spec.layers = {conv2d(64, 3, Activation::Relu), flatten(), dense(3, Activation::Softmax)};
    const auto large = Network::create(spec, {.channels = 3, .height = 34, .width = 34}).value();
    const Index each = 3 * 34 * 34 + 2 * 64 * 32 * 32 + 3;
    const Index count = affordableSamples(*large, 2000);
    const auto bytes = static_cast<Index>(sizeof(Scalar));
    QVERIFY(count < 2000 && count * each * bytes <= (Index{256} << 20U));
    QVERIFY((count + 1) * each * bytes > (Index{256} << 20U));
    const auto small = Network::create(smallExperiment().network, syntheticDataset()->shape).value();
    QCOMPARE(affordableSamples(*small, 2000), Index{2000});
  }

  void everySampleIsChosenOnce() {
    const auto all = chooseSamples(50, 2000, 3);
    QCOMPARE(all.size(), std::size_t{50});
    QCOMPARE(std::set(all.begin(), all.end()).size(), std::size_t{50});
    QVERIFY(std::ranges::max(all) == 49);
  }

  void theChoiceFollowsFromTheSeed() {
    const auto some = chooseSamples(1000, 30, 3);
    QCOMPARE(some.size(), std::size_t{30});
    QVERIFY(some == chooseSamples(1000, 30, 3));
    QVERIFY(some != chooseSamples(1000, 30, 4));
    // A smaller choice is the beginning of a larger one, so that a map keeps its points.
    const auto fewer = chooseSamples(1000, 10, 3);
    QVERIFY(std::equal(fewer.begin(), fewer.end(), some.begin()));
    QVERIFY(!std::ranges::is_sorted(some));
  }

  void valuesAreThoseOfPlainLoops() {
    const DatasetPtr dataset = syntheticDataset(450);
    const Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, dataset->shape).value();
    const Vector weights = network->initialParameters(5);
    const auto samples = chooseSamples(dataset->train.size(), 230, 1);
    const auto layers = layersOf(*network, weights, *dataset, dataset->train, samples);
    QVERIFY(layers && layers->size() == 2);
    NaiveNetwork naive = naiveNetwork(experiment.network, 6, weights);
    naive.forward(naiveBatch(dataset->train, 6, samples));
    for (std::size_t layer = 0; layer < 2; ++layer) {
      const Matrix& values = (*layers)[layer];
      QCOMPARE(values.cols(), 230);
      for (Index n = 0; n < values.cols(); ++n)
        QVERIFY(largestDifference(values.col(n), naive.layers[layer].a[static_cast<std::size_t>(n)]) <
                kPrecision);
    }
  }

  void aCancelledRequestAnswersNothing() {
    const DatasetPtr dataset = syntheticDataset();
    const auto network = Network::create(smallExperiment().network, dataset->shape).value();
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!layersOf(*network, network->initialParameters(1), *dataset, dataset->train,
                      chooseSamples(10, 10, 1), progress));
  }
};

PELLUCID_TEST(tst_layer_samples, TestLayerSamples)
#include "tst_layer_samples.moc"
