// SPDX-License-Identifier: GPL-3.0-or-later
// The warning stands where a step leaves the layers below the batch norm as they were, and nowhere else.
#include "engine/train/batch_of_one.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "engine/train/trainer.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// Images of 2×2 pixels, all different, of two classes.
DatasetPtr fewImages(Index count) {
  Dataset data;
  data.name = "few";
  data.shape = {.channels = 1, .height = 2, .width = 2};
  data.classNames = {"a", "b"};
  for (Index i = 0; i < count; ++i) {
    data.train.labels.push_back(static_cast<std::uint8_t>(i % 2));
    for (Index p = 0; p < 4; ++p) data.train.pixels.push_back(static_cast<std::uint8_t>(40 * i + 13 * p * p));
  }
  data.test = data.train;
  return std::make_shared<const Dataset>(std::move(data));
}

}  // namespace

class TestBatchOfOne : public QObject {
  Q_OBJECT

 private slots:
  void itIsToldWhereNothingBelowLearns_data() {
    QTest::addColumn<QString>("layers");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("batch");
    QTest::addColumn<QString>("told");  // a part of it; empty if there is no warning
    QTest::newRow("batches of one") << "4,5,batchnorm:relu,2:softmax" << 4 << 1 << "batch of one sample";
    QTest::newRow("one sample") << "4,5,batchnorm:relu,2:softmax" << 1 << 8 << "batch of one sample";
    QTest::newRow("the last batch") << "4,5,batchnorm:relu,2:softmax" << 5 << 2
                                    << "last batch of every epoch";
    QTest::newRow("batches of two") << "4,5,batchnorm:relu,2:softmax" << 4 << 2 << "";
    QTest::newRow("no batch norm") << "4,5:relu,2:softmax" << 4 << 1 << "";
    QTest::newRow("maps") << "2x2x1,conv1x2p1:linear,batchnorm:relu,flatten,2:softmax" << 4 << 1 << "";
  }
  void itIsToldWhereNothingBelowLearns() {
    QFETCH(QString, layers);
    QFETCH(int, samples);
    QFETCH(int, batch);
    QFETCH(QString, told);
    const DatasetPtr data = fewImages(samples);
    Experiment experiment;
    experiment.data.name = data->name;
    const auto parsed = parseLayers(layers.toStdString());
    QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
    experiment.network = NetworkSpec{.layers = parsed->layers};
    experiment.training.batchSize = batch;
    experiment.training.optimizer = Optimizer::Sgd;  // it has no momentum to continue by
    experiment.training.settings = defaultSettings(Optimizer::Sgd);
    auto trainer = Trainer::create(experiment, data);
    QVERIFY2(trainer, trainer ? "" : trainer.error().text().c_str());
    const auto warning = batchOfOneWarning(experiment, *trainer->network(), samples);
    QCOMPARE(warning.has_value(), !told.isEmpty());
    if (warning) QVERIFY2(mentions(warning->text(), {told.toStdString()}), warning->text().c_str());

    // Up to the last step of the first epoch: does it move the lowest layer?
    bool hasMoved = true;
    for (std::int64_t i = 0; i < trainer->stepsPerEpoch(); ++i) {
      const Vector before = trainer->state().weights;
      QVERIFY(std::holds_alternative<Metrics>(trainer->step()));
      const Tensor& lowest = trainer->network()->tensors().front();
      hasMoved = trainer->state().weights.segment(lowest.offset, lowest.size()) !=
                 before.segment(lowest.offset, lowest.size());
    }
    QCOMPARE(hasMoved, told.isEmpty());
  }

  void aPadlockEndsIt() {
    Experiment experiment;
    experiment.network = NetworkSpec{.layers = parseLayers("4,5,batchnorm:relu,2:softmax")->layers};
    experiment.training.batchSize = 1;
    const auto network = *Network::create(experiment.network, flatShape(4));
    QVERIFY(batchOfOneWarning(experiment, *network, 4));
    experiment.network.layers[1].frozen = true;
    QVERIFY(!batchOfOneWarning(experiment, *network, 4));
  }
};

PELLUCID_TEST(tst_batch_of_one, TestBatchOfOne)
#include "tst_batch_of_one.moc"
