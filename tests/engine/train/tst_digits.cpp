// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment that a new window shows, on the real digits.
#include <QtTest>

#include "engine/data/catalogue.h"
#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestDigits : public QObject {
  Q_OBJECT

  DatasetPtr m_digits;

 private slots:
  void initTestCase() {
    const auto loaded = loadDataset("mnist", {.mnist = mnistFolder(), .fashionMnist = {}});
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    m_digits = *loaded;
  }

  void learnsNineOfTenWithinAQuarterOfAnEpoch() {
    Trainer trainer = Trainer::create(seedExperiment(), m_digits).value();
    const double before = trainer.evaluateTest().accuracy;
    QVERIFY(before < 0.25);
    while (trainer.state().step < trainer.stepsPerEpoch() / 4)
      QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    const double after = trainer.evaluateTest().accuracy;
    QVERIFY2(after > 0.9, QByteArray::number(after));
  }

  void divergesAtALearningRateOfAThousand_data() {
    QTest::addColumn<Optimizer>("optimizer");
    // All but AdaDelta, which determines its own step sizes: its rate is a factor that is usually 1.
    for (const auto& entry : kEnumNames<Optimizer>)
      if (entry.value != Optimizer::AdaDelta) QTest::newRow(entry.name.data()) << entry.value;
  }

  void divergesAtALearningRateOfAThousand() {
    QFETCH(Optimizer, optimizer);
    Experiment experiment = seedExperiment();
    experiment.training.optimizer = optimizer;
    experiment.training.learningRate = 1000;
    Trainer trainer = Trainer::create(experiment, m_digits).value();
    while (trainer.state().step < 200) {
      const auto result = trainer.step();
      const auto* diverged = std::get_if<Diverged>(&result);
      if (diverged == nullptr) continue;
      const std::string layer = layerName(experiment.network, diverged->layer).text();
      QVERIFY2(mentions(diverged->explanation.text(), {layer, diverged->parameter}),
               diverged->explanation.text().c_str());
      QVERIFY(trainer.state().weights.allFinite());
      return;
    }
    QFAIL("did not diverge in 200 steps");
  }
};

PELLUCID_TEST(tst_digits, TestDigits)
#include "tst_digits.moc"
