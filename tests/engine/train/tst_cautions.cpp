// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/train/cautions.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Experiment smallOne() {
  Experiment experiment;
  experiment.network.layers = {dense(4, Activation::Relu), dense(3, Activation::Softmax)};
  return experiment;
}

std::vector<Message> cautionsOf(const Experiment& experiment, const Dataset& dataset) {
  const auto network = Network::create(experiment.network, dataset.shape);
  if (!network) qFatal("%s", network.error().text().c_str());
  return cautions(experiment, **network, dataset);
}

}  // namespace

class TestCautions : public QObject {
  Q_OBJECT

 private slots:
  void whatIsChosenOnTheTestSamples() {
    const DatasetPtr data = syntheticDataset();
    Experiment patient = smallOne();
    patient.training.stopping.patience = 3;
    Experiment accurate = smallOne();
    accurate.training.stopping.targetAccuracy = 0.9;
    Experiment plateau = smallOne();
    plateau.training.schedule.kind = ScheduleKind::Plateau;
    for (const Experiment& experiment : {patient, accurate, plateau}) {
      const auto told = cautionsOf(experiment, *data);
      QCOMPARE(told.size(), std::size_t{1});
      QVERIFY(mentions(told[0].text(), {"test samples decide"}));
    }
    QVERIFY(cautionsOf(smallOne(), *data).empty());
    Dataset apart = *data;
    apart.validation = select(apart.train, std::array<Index, 2>{0, 1});
    QVERIFY(cautionsOf(patient, apart).empty());
  }

  void largeTargetsAreNamed() {
    Dataset data = *syntheticDataset();
    data.classNames = {};
    data.targetNames = {"price"};
    data.train.targets = Matrix::Constant(1, data.train.size(), 187'000);
    data.train.labels = {};
    Experiment experiment;
    experiment.network.layers = {dense(1, Activation::Linear)};
    experiment.training.loss = Loss::MeanSquaredError;
    const auto told = cautionsOf(experiment, data);
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY2(mentions(told[0].text(), {"price", "near 200000", "+standardise"}), told[0].text().c_str());
    data.train.targets = Matrix::Constant(1, data.train.size(), 187);
    QVERIFY(cautionsOf(experiment, data).empty());
  }

  void largeInputsAreNamed() {
    Dataset data = *syntheticDataset(8, 2);
    data.inputNames = {"rooms", "area"};
    data.train.pixels = {};
    data.train.numbers = Matrix::Constant(2, data.train.size(), 3);
    QVERIFY(cautionsOfLargeNumbers(data).empty());
    data.train.numbers.row(1).setConstant(-12'000);
    const auto told = cautionsOfLargeNumbers(data);
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY2(mentions(told[0].text(), {"area", "+standardise"}), told[0].text().c_str());
    QVERIFY(!mentions(told[0].text(), {"rooms"}));
  }
};

PELLUCID_TEST(tst_cautions, TestCautions)
#include "tst_cautions.moc"
