// SPDX-License-Identifier: GPL-3.0-or-later
// A step of training allocates nothing once each size of batch was seen: every allocation of the program goes
// through the functions below, which count.
#include <QtTest>

#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/model/layers_text.h"
#include "engine/train/trainer.h"
#include "tests/support/datasets.h"

namespace {

std::atomic<std::int64_t> allocations = 0;

}  // namespace

// Eigen allocates with malloc, everything else with new.
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* malloc(std::size_t size) {
  ++allocations;
  return __libc_malloc(size);
}

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Experiment experimentOf(const std::string& layers, Optimizer optimizer) {
  Experiment experiment = smallExperiment();
  experiment.network.layers = parseLayers(layers)->layers;
  experiment.training.optimizer = optimizer;
  experiment.training.settings = defaultSettings(optimizer);
  return experiment;
}

}  // namespace

class TestAllocations : public QObject {
  Q_OBJECT

 private slots:
  void stepsAllocateNothing_data() {
    QTest::addColumn<QString>("layers");
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& [optimizer, name] : kEnumNames<Optimizer>)
      QTest::newRow(name.data()) << "6,5:tanh,3:softmax" << optimizer;
    QTest::newRow("wide") << "6,300:gelu,20:selu,3:softmax" << Optimizer::Adam;
    QTest::newRow("every kind of layer")
        << "6x1x1,conv3x3same:relu,batchnorm:silu,maxpool1,avgpool1,flatten,dropout0.2,20:elu,3:softmax"
        << Optimizer::Adam;
  }

  void stepsAllocateNothing() {
    QFETCH(QString, layers);
    QFETCH(Optimizer, optimizer);
    auto images = std::make_shared<Dataset>(*syntheticDataset());
    images->shape = {.channels = 1, .height = 6, .width = 1};
    // 60 samples in batches of 8: an epoch ends with a batch of four.
    auto trainer = Trainer::create(experimentOf(layers.toStdString(), optimizer), images);
    QVERIFY2(trainer.has_value(), trainer ? "" : trainer.error().text().c_str());
    const auto epoch = [&] {
      for (std::int64_t i = 0; i < trainer->stepsPerEpoch(); ++i) (void)trainer->step();
    };
    epoch();
    const std::int64_t before = allocations;
    epoch();
    epoch();
    const std::int64_t after = allocations;
    QCOMPARE(after, before);
  }

  /// Makes sure that the counter counts.
  void anAllocationIsNoticed() {
    const std::int64_t before = allocations;
    const Matrix matrix(10, 10);
    QVERIFY(matrix.data() != nullptr);
    const std::int64_t after = allocations;
    QVERIFY(after > before);
  }
};

QTEST_APPLESS_MAIN(TestAllocations)
#include "tst_allocations.moc"
