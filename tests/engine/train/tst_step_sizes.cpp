// SPDX-License-Identifier: GPL-3.0-or-later
// The rate, the gradient's norm and the size of each update, against plain loops over what the step left.
#include <QtTest>
#include <cmath>

#include "engine/train/schedule.h"
#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestStepSizes : public QObject {
  Q_OBJECT

 private slots:
  void areThoseOfPlainLoops_data() {
    QTest::addColumn<Experiment>("experiment");
    for (const auto& [optimizer, name] : kEnumNames<Optimizer>)
      QTest::newRow(name.data()) << withOptimizer(optimizer);
    const auto row = [](const char* name, auto change) {
      Experiment experiment = smallExperiment();
      experiment.network.layers[0].units = 90;  // more values than are added up at once
      change(experiment);
      QTest::newRow(name) << experiment;
    };
    row("many weights", [](Experiment&) {});
    row("a frozen layer", [](Experiment& e) { e.network.layers[0].frozen = true; });
    row("a rate factor", [](Experiment& e) { e.network.layers[1].rateFactor = 0.01; });
    row("clipping", [](Experiment& e) { e.training.clipping = {.norm = 0.01, .value = 0.005}; });
    row("penalties", [](Experiment& e) { e.training.settings.l2 = e.training.settings.weightDecay = 0.1; });
    row("statistics that follow the data", [](Experiment& e) {
      e.network.layers.insert(e.network.layers.begin() + 1, batchNorm(Activation::Relu));
    });
    row("a schedule", [](Experiment& e) {
      e.training.schedule = defaultSchedule(ScheduleKind::Cosine);
      e.training.schedule.warmupSteps = 5;
    });
  }

  void areThoseOfPlainLoops() {
    QFETCH(Experiment, experiment);
    Trainer trainer = Trainer::create(experiment, syntheticDataset()).value();
    const auto isNear = [](double a, double b) { return isClose(a, b, (kIsDouble ? 1e-12 : 1e-5) * b); };
    for (int step = 0; step < 100; ++step) {
      const RunState before = trainer.state();
      QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
      double gradients = 0;
      double weights = 0;
      double changes = 0;
      for (std::size_t i = 0; i < trainer.network()->layerCount(); ++i) {
        if (experiment.network.layers[i].frozen) continue;
        const Index first = trainer.network()->layerOffset(i);
        for (Index k = first; k < first + trainer.network()->layer(i).learnedCount(); ++k) {
          const double change = double(trainer.state().weights[k]) - double(before.weights[k]);
          gradients += double(trainer.gradient()[k]) * double(trainer.gradient()[k]);
          weights += double(before.weights[k]) * double(before.weights[k]);
          changes += change * change;
        }
      }
      const StepSizes& sizes = trainer.sizes();
      QCOMPARE(sizes.learningRate,
               learningRateAt(experiment.training.schedule, experiment.training.learningRate, before.step,
                              trainer.stepsPerEpoch(), before.plateau));
      const bool isMeasured = Trainer::isMeasured(before.step + 1);
      QCOMPARE(isMeasured, before.step < 64 || before.step == 79 || before.step == 95);
      QCOMPARE(std::isnan(sizes.gradientNorm), !isMeasured);
      QCOMPARE(std::isnan(sizes.updateRatio), !isMeasured);
      if (!isMeasured) continue;
      QVERIFY(gradients > 0);
      QVERIFY2(isNear(sizes.gradientNorm, std::sqrt(gradients)), QByteArray::number(sizes.gradientNorm));
      QVERIFY2(isNear(sizes.updateRatio, std::sqrt(changes / weights)),
               QByteArray::number(sizes.updateRatio));
    }
  }

  /// Nothing learns, so there is no 0 / 0.
  void whereNothingLearnsThereIsNoRatio() {
    Experiment experiment = smallExperiment();
    for (LayerSpec& layer : experiment.network.layers) layer.frozen = true;
    Trainer trainer = Trainer::create(experiment, syntheticDataset()).value();
    QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    QVERIFY(std::isnan(trainer.sizes().updateRatio));
    QCOMPARE(trainer.sizes().gradientNorm, 0.0);
    QCOMPARE(trainer.sizes(), trainer.sizes());
  }
};

PELLUCID_TEST(tst_step_sizes, TestStepSizes)
#include "tst_step_sizes.moc"
