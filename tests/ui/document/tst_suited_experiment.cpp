// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/suited_experiment.h"

#include <QtTest>

#include "engine/data/point_sets.h"
#include "engine/train/trainer.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::DatasetPtr points(const char* name) {
  auto dataset = std::make_shared<engine::Dataset>(engine::makePointSet(name, {}));
  dataset->name = name;
  return dataset;
}

}  // namespace

class TestSuitedExperiment : public QObject {
  Q_OBJECT

 private slots:
  void pointsAreLearned_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("steps");
    for (const char* name : {"circle", "xor", "gauss"}) QTest::newRow(name) << QByteArray(name) << 1500;
    QTest::newRow("spiral") << QByteArray("spiral") << 6000;
    QTest::newRow("pinwheel") << QByteArray("pinwheel") << 3000;
  }

  /// With the network it starts with, and in a short time.
  void pointsAreLearned() {
    QFETCH(QByteArray, name);
    QFETCH(int, steps);
    const auto dataset = points(name.constData());
    const engine::Experiment experiment = suitedExperiment(*dataset);
    QVERIFY(engine::validate(experiment, *dataset));
    engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
    for (int i = 0; i < steps; ++i) trainer.step();
    const double accuracy = trainer.evaluateTest().accuracy;
    QVERIFY2(accuracy > 0.93, qPrintable(QString::number(accuracy)));
  }

  void imagesTakeTheNetworkOfANewWindow() {
    const auto dataset = tests::squareImages();
    engine::Experiment usual = engine::seedExperiment();
    engine::fitTo(usual, *dataset);
    QVERIFY(suitedExperiment(*dataset) == usual);
  }

  void theUsersOwnDesignIsNotTheUsualOne() {
    const auto dataset = points("circle");
    engine::Experiment experiment = suitedExperiment(*dataset);
    QVERIFY(isSuited(experiment, *dataset));
    experiment.seed = 7;  // another draw of the same design
    QVERIFY(isSuited(experiment, *dataset));
    experiment.network.layers[0].units = 5;
    QVERIFY(!isSuited(experiment, *dataset));
  }
};

PELLUCID_WINDOW_TEST(tst_suited_experiment, TestSuitedExperiment)
#include "tst_suited_experiment.moc"
