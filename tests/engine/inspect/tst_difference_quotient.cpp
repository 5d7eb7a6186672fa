// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/difference_quotient.h"

#include <QtTest>

#include <algorithm>
#include <stdexcept>

#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

StepTrace traceOf(const Experiment& experiment) {
  const DatasetPtr dataset = syntheticDataset();
  return traceStep(experiment, dataset, Trainer::create(experiment, dataset).value().state()).value();
}

}  // namespace

class TestDifferenceQuotient : public QObject {
  Q_OBJECT

 private slots:
  void theWorkedExample() {
    const StepTrace trace = traceStep(workedExample(), byHand(), workedExampleState()).value();
    const DifferenceQuotient q = differenceQuotient(trace, {.layer = 0, .unit = 0, .from = 0}, 0.5);
    // L = (2 w + 1 − 9)²: 1 at 3.5 and 9 at 2.5. A parabola's quotient is exact for every ε.
    QCOMPARE(q.above, 1.0);
    QCOMPARE(q.below, 9.0);
    QCOMPARE(q.quotient, -8.0);
    QCOMPARE(q.backprop, -8.0);
    QCOMPARE(q.error(), 0.0);
  }

  void agreesWithBackpropagation() {
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1,
                                     {batchNorm(Activation::Tanh), dropout(0.3)});
    experiment.network.layers[3].frozen = true;
    const StepTrace trace = traceOf(experiment);
    for (const NetworkPlace& place : {NetworkPlace{.layer = 0, .unit = 1, .from = 2},
                                      NetworkPlace{.layer = 0, .unit = 3, .from = NetworkPlace::kBias},
                                      NetworkPlace{.layer = 3, .unit = 2, .from = NetworkPlace::kBias}}) {
      const auto curve = errorCurve(trace, place);
      QCOMPARE(curve.size(), std::size_t{13});
      const auto best = std::min_element(curve.begin(), curve.end(),
                                         [](const auto& a, const auto& b) { return a.error() < b.error(); });
      QVERIFY2(best->error() < 2e-4, qPrintable(QString::number(best->error())));
      // If ε is too large, curvature shows.
      QVERIFY(curve.back().error() > best->error());
    }
  }

  void curvesRunOverDecades() {
    const auto curve = errorCurve(traceOf(smallExperiment()), {.layer = 0, .unit = 0, .from = 0}, 1);
    QCOMPARE(curve.size(), std::size_t{7});
    QVERIFY(std::abs(curve.front().epsilon / 1e-6 - 1) < 1e-9);
    QCOMPARE(curve.back().epsilon, 1.0);
  }

  void anEpsilonThatRoundingSwallowsGivesZero() {
    const StepTrace trace = traceStep(workedExample(), byHand(), workedExampleState()).value();
    QCOMPARE(differenceQuotient(trace, {.layer = 0, .unit = 0, .from = 0}, 1e-30).quotient, 0.0);
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             differenceQuotient(trace, {.layer = 0, .unit = 0, .from = 0}, 0));
  }
};

PELLUCID_TEST(tst_difference_quotient, TestDifferenceQuotient)
#include "tst_difference_quotient.moc"
